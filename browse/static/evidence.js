// The page of an event: pointing at a value or moving to it by keyboard lights up its evidence, and the reverse.
// Without this script its links still lead from one to the other (:target).
"use strict";

const LIT = "lit";
let lit = [];

/** Light up the facts of this element and of the marks that it stands in; none without an element. */
function light(element) {
  for (const old of lit) old.classList.remove(LIT);
  lit = [];
  for (let at = element?.closest("[data-fact]"); at; at = at.parentElement.closest("[data-fact]")) {
    lit.push(...document.querySelectorAll(`[data-fact="${at.dataset.fact}"]`));
  }
  for (const each of lit) each.classList.add(LIT);
}

/** What the address leads to stays lit until something else is pointed at. */
function target() {
  return document.getElementById(location.hash.slice(1));
}

for (const type of ["pointerover", "focusin"]) document.addEventListener(type, (event) => light(event.target.closest("[data-fact]") ?? target()));
for (const type of ["focusout", "hashchange"]) window.addEventListener(type, () => light(target()));
light(target());
