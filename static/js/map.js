// Draws a map when it comes near the window; what that takes is fetched then, and not for readers who never get there.
(() => {
  "use strict";

  function fetched(name, attributes) {
    return new Promise((resolve, reject) => {
      const made = Object.assign(document.createElement(name), attributes, { onload: resolve, onerror: reject });
      // Before our own style sheets, which have the last word.
      document.head.prepend(made);
    });
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const { style, library, clusters, topology, drawing } = target.dataset;
        Promise.all([
          fetched("link", { rel: "stylesheet", href: style }),
          // Run in this order: each builds on those before.
          ...[library, clusters, topology, drawing].map((src) => fetched("script", { src, async: false })),
        ]).then(
          () => window.drawMap(target),
          () => {}, // the picture stays
        );
      }
    },
    { rootMargin: "400px" },
  );
  document.querySelectorAll(".map").forEach((frame) => near.observe(frame));
})();
