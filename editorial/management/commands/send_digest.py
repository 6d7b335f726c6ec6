"""Letters to the people of the desk about what waits for them, once a day by the system's own clock."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext, ngettext, override

from editorial.actions.digest import letter, readers


class Command(BaseCommand):
    help = (
        "Write to everybody at the desk who has an address for mail what waits for their review and what was sent back"
        " to them; to nobody for whom nothing waits. Off unless the setting DIGEST is on. Run it once a day; each run"
        " tells what waits then."
    )

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="print the letters instead of sending them")

    def handle(self, *args, show=False, **options):
        if not (settings.DIGEST or show):
            self.stdout.write(
                gettext("The digest is off. Set DIGEST=true, and say in EMAIL_URL which server takes mail.")
            )
            return
        if not settings.SITE_URL:
            raise CommandError(gettext("Set SITE_URL first: a letter needs whole addresses to lead to."))
        language = settings.CONTENT_LANGUAGE
        known = dict(settings.LANGUAGES)
        with override(language if language in known else settings.LANGUAGE_CODE):
            letters = [each for person in readers().iterator() if (each := letter(person)) is not None]
            failed = self.show(letters) if show else self.send(letters)
            sent = len(letters) - len(failed)
            text = ngettext("%(count)d letter %(done)s.", "%(count)d letters %(done)s.", sent)
            done = gettext("written, none sent") if show else gettext("sent")
            self.stdout.write(text % {"count": sent, "done": done})
        if failed:
            raise CommandError(
                ngettext(
                    "%(count)d letter could not be sent: %(names)s.",
                    "%(count)d letters could not be sent: %(names)s.",
                    len(failed),
                )
                % {"count": len(failed), "names": ", ".join(failed)}
            )

    def show(self, letters):
        for each in letters:
            self.stdout.write(f"{each.to.email}\n{each.subject}\n\n{each.body}")
        return []

    def send(self, letters):
        """Send the letters one by one, and return the names (list of str) of those that could not be reached."""
        failed = []
        connection = get_connection()
        for each in letters:
            message = EmailMessage(each.subject, each.body, to=[each.to.email], connection=connection)
            try:
                message.send()
            except (SMTPException, OSError) as error:
                failed.append(f"{each.to} ({error})")
        return failed
