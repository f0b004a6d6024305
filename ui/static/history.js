/*
 * One step back for one step on.
 *
 * When a click opens another page with a query, Streamlit writes two entries into the browser's history: first the new
 * query on the old page, then the new page. The first one never existed for the visitor, and going back to it would show
 * the old page without its filters. So the second half takes the place of the first.
 */
(function () {
  "use strict";

  const SAME_CLICK = 1000; // milliseconds between the two halves, at the most
  const push = history.pushState;
  let halfDoneAt = null;

  history.pushState = function (state, title, address) {
    const next = new URL(address, location.href);
    const newPage = next.pathname !== location.pathname;
    const newQuery = next.search !== location.search;
    const isSecondHalf = newPage && !newQuery && halfDoneAt !== null && performance.now() - halfDoneAt < SAME_CLICK;
    halfDoneAt = newQuery && !newPage ? performance.now() : null;
    return isSecondHalf ? history.replaceState(state, title, address) : push.call(history, state, title, address);
  };
})();
