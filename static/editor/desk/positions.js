// Positions in the text: between what the page shows and the Unicode code points that the server counts.
"use strict";
window.desk = {};
{
  const text = document.getElementById("desk-text");
  const lines = text ? [...text.querySelectorAll("[data-line]")] : [];
  const pieces = text ? [...text.querySelectorAll("[data-start]")] : [];
  const words = (line) => [...line.querySelectorAll("[data-start]")].map((piece) => piece.textContent).join("");

  // The whole text, one code point after the other.
  const points = Array.from(lines.map(words).join("\n"));
  const startOf = (piece) => Number(piece.dataset.start);
  const endOf = (piece) => startOf(piece) + Array.from(piece.textContent).length;

  // How many code points a JavaScript string has before an offset in it. Half of a pair counts as all of it at the end
  // of a selection, and as nothing at its beginning.
  function pointsBefore(string, offset, isEnd) {
    const low = offset > 0 && /^[\uDC00-\uDFFF]/.test(string.slice(offset)) && /[\uD800-\uDBFF]$/.test(string.slice(0, offset));
    return Array.from(string.slice(0, low && !isEnd ? offset - 1 : offset)).length;
  }

  // The position of one end of a range.
  function position(node, offset, isEnd) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
    if (piece && node.nodeType === Node.TEXT_NODE) return startOf(piece) + pointsBefore(node.data, offset, isEnd);
    if (piece) return offset ? endOf(piece) : startOf(piece);
    // Between pieces: in an empty line, beside a number in the text, at the end of a paragraph.
    const here = document.createRange();
    here.setStart(node, offset);
    const behind = pieces.findIndex((each) => here.comparePoint(each, 0) >= 0);
    if (isEnd) return behind === 0 ? 0 : endOf(pieces[(behind === -1 ? pieces.length : behind) - 1]);
    return behind === -1 ? points.length : startOf(pieces[behind]);
  }

  // The span of a range, without the spaces at its ends: {start, end}, or null when no words of the text are in it.
  function span(range) {
    if (!text || !range.intersectsNode(text)) return null;
    const inside = [range.startContainer, range.endContainer].map((node) => text.contains(node));
    if (!inside[0] && !inside[1]) return null;
    const start = inside[0] ? position(range.startContainer, range.startOffset, false) : 0;
    const end = inside[1] ? position(range.endContainer, range.endOffset, true) : points.length;
    return trimmed(start, end);
  }

  function trimmed(start, end) {
    while (start < end && /\s/u.test(points[start])) start += 1;
    while (start < end && /\s/u.test(points[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  // Where a position is on the page: [text node, offset]. At a seam, the piece that goes on or the one that ended.
  function boundary(at, isEnd) {
    const fits = (piece) => (isEnd ? startOf(piece) < at && at <= endOf(piece) : startOf(piece) <= at && at < endOf(piece));
    const piece = pieces.find(fits);
    if (!piece?.firstChild) return null;
    return [piece.firstChild, Array.from(piece.textContent).slice(0, at - startOf(piece)).join("").length];
  }

  // A range of the page for a span of the text, or null.
  function range(start, end) {
    const from = boundary(start, false);
    const to = boundary(end, true);
    if (!from || !to) return null;
    const made = document.createRange();
    made.setStart(...from);
    made.setEnd(...to);
    return made;
  }

  Object.assign(desk, { text, points, span, trimmed, range, slice: (start, end) => points.slice(start, end).join("") });
}
