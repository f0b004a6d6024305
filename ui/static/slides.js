/*
 * The keys of a presentation. Each presses the button that stands in a place of that name (ui/slide_buttons.py); the server
 * does the rest, so a key and a click are the same.
 *
 * A press waits until the one before has turned the slide: none is lost, and none counts for a slide that is not yet shown.
 * A key that is held down turns one slide. While something is typed, keys are letters.
 */
(function () {
  "use strict";

  const MOVES = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
    Home: "first", End: "last",
    b: "blank", B: "blank", ".": "blank",
    a: "refresh", A: "refresh",
    Escape: "leave",
  };
  const BUTTONS = "button, summary, [role=button], [role=tab]";
  const PRESSING = { " ": BUTTONS, Enter: `${BUTTONS}, a` }; // what these also press when it has the focus
  const TYPED_IN = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=option], [role=dialog], [role=radio], [role=slider]";
  const OPEN = "[data-testid=stPopoverBody], [role=dialog], [role=listbox]"; // what Escape closes first
  const OURS = ".st-key-slide_controls, .st-key-slide_controls_hidden"; // the moves: a key is worth more than the focus on one
  const TEXTS = ".st-key-slide_fields textarea, .st-key-slide_fields [data-testid=stTextInput] input";
  const APPLIES = (field) => new KeyboardEvent("keydown", { key: "Enter", ctrlKey: field.matches("textarea"), bubbles: true });
  const KEPT = 700; // milliseconds of typing after which it is sent
  const FINGERS = 1500; // milliseconds after which fingers that typed are at rest
  const PATIENCE = 3000; // milliseconds that a press waits for the one before, at most

  const waiting = [];
  let turnBefore = null; // what the page said when the last button was pressed; null when nothing is awaited
  let pressedAt = 0;
  let turnSeen; // the turn that is drawn
  let typed = null; // the field in which the last letter was typed, and when
  let typedAt = 0;
  let keeping = null;

  const isPresenting = () => document.querySelector(".slide-turn, .slide-room") !== null;
  const turn = () => document.querySelector(".slide-turn")?.dataset.turn;
  const button = (name) => document.querySelector(`.st-key-slide_${name} button`);
  const isFree = () => turnBefore === null || turn() !== turnBefore || performance.now() - pressedAt > PATIENCE;

  function next() {
    while (waiting.length && isFree()) {
      turnBefore = null;
      press(waiting.shift());
    }
  }

  // The list has led to its slide: the next key is for the slides again.
  function onDrawn() {
    if (turn() !== turnSeen) {
      turnSeen = turn();
      if (document.activeElement?.closest("[class*='st-key-slide-jump']")) document.activeElement.blur();
    }
    next();
  }

  function press(name) {
    const found = button(name);
    if (found && !found.disabled) {
      turnBefore = turn();
      pressedAt = performance.now();
      found.click();
      setTimeout(next, PATIENCE + 50); // if the answer never comes, the next press is not held back for ever
    } else if (name === "leave" && !found) {
      window.close(); // the room's window has no way out to the pages; a tab that nobody's script opened stays
    }
  }

  function fullScreen() {
    const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    asked.catch(() => {}); // the browser may refuse; the slide is shown all the same
  }

  function isForSomethingElse(event) {
    const focused = event.target.closest ? event.target : document.body;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || focused.closest(TYPED_IN)) return true;
    if (event.key === "Escape" && document.querySelector(OPEN)) return true;
    return event.key in PRESSING && focused.closest(PRESSING[event.key]) !== null && !focused.closest(OURS);
  }

  // The field went away under the fingers: what they still type is no key of the slides, until they rest.
  function isStillTyped(event) {
    const isLetter = event.key.length === 1 || event.key === "Backspace" || event.key === "Enter";
    if (!isLetter || typed === null || typed.isConnected || performance.now() - typedAt > FINGERS) return false;
    typedAt = performance.now();
    return true;
  }

  function onKey(event) {
    if (!isPresenting() || isForSomethingElse(event) || isStillTyped(event)) return;
    const isFullScreenKey = event.key === "F5" || event.key.toLowerCase() === "f"; // F5 is what clickers send to begin
    const move = MOVES[event.key];
    if (!isFullScreenKey && !move) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (isFullScreenKey) {
      fullScreen();
    } else {
      waiting.push(move);
      next();
    }
  }

  // The space bar presses the button that has the focus when it is let go; the key has already done its work.
  function onKeyUp(event) {
    if (event.key in PRESSING && event.target.closest?.(OURS)?.querySelector("button") && isPresenting()) event.preventDefault();
  }

  // Another window may turn the slide while something is typed here, and its field then goes. Streamlit sends a text when its
  // field is left or on these keys only, so they are pressed while one types: the text is there when the slide comes back.
  function onTyping(event) {
    if (!event.target.matches?.(TEXTS)) return;
    [typed, typedAt] = [event.target, performance.now()];
    keeping ??= setTimeout(keep, KEPT);
  }

  function keep() {
    keeping = null;
    if (typed.isConnected) typed.dispatchEvent(APPLIES(typed));
  }

  // What is typed and not yet confirmed lives in this window only: closing or reloading it asks first.
  function onLeaving(event) {
    const fields = document.querySelectorAll(TEXTS);
    if ([...fields].some((field) => field.value.trim() && !field.disabled)) event.preventDefault();
  }

  document.addEventListener("keydown", onKey, true);
  document.addEventListener("keyup", onKeyUp, true);
  document.addEventListener("input", onTyping, true);
  document.addEventListener("click", (event) => { if (event.target.closest?.(".slide-full-screen")) fullScreen(); });
  window.addEventListener("beforeunload", onLeaving);
  new MutationObserver(onDrawn).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-turn"] });
})();
