// Shows the two claims as soon as the second is chosen; without this the button beside the field does.
"use strict";
{
  const select = document.querySelector("form.find select");
  // The widget tells of a choice only in its own library's way.
  if (select && window.django) {
    window.django.jQuery(select).on("select2:select", () => select.form.requestSubmit());
  }
}
