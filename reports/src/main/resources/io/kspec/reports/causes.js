// The causes: what is on the page already, completed with the bytes of one example per face.

const CAUSES_AT_FIRST = 15;
const FEWEST_HIDDEN = 4;
const FACES_AT_FIRST = 6;

/** A link from a case to its cause. */
function causeLink(number) {
  if (number === undefined) return null;
  const [title, address] = data.causes[number - 1];
  return element("p", {class: "cause-link"}, element("a", {href: "#" + address, click: event => {
    event.preventDefault();
    remember(address, true);
    showCause(document.getElementById("cause-" + number));
  }}, "Cause " + number + ": " + title));
}

function showCause(cause) {
  showAllCauses();
  cause.open = true;
  completeCause(cause);
  cause.querySelector("summary").focus({preventScroll: true});
  show(cause);
}

/** Adds to an opened cause, once: its first example, a button for each other face, and one for all of its cases. */
function completeCause(cause) {
  const example = cause.querySelector(".example");
  if (!cause.open || example.dataset.filled) return;
  example.dataset.filled = "yes";
  const faces = [...cause.querySelectorAll(".faces li")].filter(face => cases[Number(face.dataset.case)]);
  const buttons = faces.map(face => element("button", {type: "button", class: "more", "aria-pressed": "false",
    click: () => choose(face)}, "Show its bytes"));
  const choose = face => {
    faces.forEach((other, at) => {
      other.classList.toggle("chosen", faces.length > 1 && other === face);
      buttons[at].setAttribute("aria-pressed", other === face);
    });
    const one = cases[Number(face.dataset.case)];
    const told = {...one, details: {...one.details, clients: []}};
    example.replaceChildren(element("h4", {}, "Example: " + [subject(one), one.check.title].filter(Boolean).join(", ")),
      element("div", {class: "case"}, ...caseBody(told)),
      element("p", {class: "case-link"}, element("a", {href: "#" + caseAddress(one), click: event => {
        event.preventDefault();
        remember(caseAddress(one), true);
        openAddress(caseAddress(one));
      }}, "Show this case below, with its requirement")));
  };
  if (faces.length > 1) faces.forEach((face, at) => face.append(buttons[at]));
  hideMinorFaces(faces);
  if (faces.length) choose(faces[0]);
  example.after(element("button", {type: "button", class: "more all-cases", click: () => {
    reset({cause: Number(cause.dataset.cause)}, true);
    show(document.getElementById("cases"));
  }}, "Show all of its cases"));
}

/** Hides all but the first faces, if there are many, behind a button. */
function hideMinorFaces(faces) {
  if (faces.length < FACES_AT_FIRST + FEWEST_HIDDEN) return;
  const hidden = faces.slice(FACES_AT_FIRST);
  for (const face of hidden) face.hidden = true;
  const button = element("button", {type: "button", class: "more", click: () => {
    for (const face of hidden) face.hidden = false;
    button.remove();
  }}, "Show " + plural(hidden.length, "more way") + " it shows");
  faces[0].parentElement.after(button);
}

/** Hides all but the gravest causes, if there are many, behind a button. */
function hideMinorCauses(all) {
  if (all.length < CAUSES_AT_FIRST + FEWEST_HIDDEN) return;
  for (const cause of all.slice(CAUSES_AT_FIRST)) cause.closest("li").classList.add("minor");
  for (const group of document.querySelectorAll(".causes ol")) {
    if (!group.querySelector(":scope > li:not(.minor)")) group.previousElementSibling.classList.add("minor");
  }
  const section = document.getElementById("causes");
  section.classList.add("brief");
  section.append(element("button", {type: "button", class: "more all-causes", click: showAllCauses},
    "Show " + plural(all.length - CAUSES_AT_FIRST, "more cause")));
}

function showAllCauses() {
  const section = document.getElementById("causes");
  section.classList.remove("brief");
  for (const button of section.querySelectorAll(".all-causes")) button.remove();
}

function wireCauses() {
  const all = [...document.querySelectorAll("details.cause")];
  for (const cause of all) {
    cause.addEventListener("toggle", () => completeCause(cause));
  }
  if (all.length) hideMinorCauses(all);
  addEventListener("beforeprint", () => {
    if (all.length) showAllCauses();
    for (const cause of all) {
      cause.open = true;
      completeCause(cause);
    }
  });
}

/** Opens the gravest cause; returns whether there is one. */
function openFirstCause() {
  const first = document.querySelector("details.cause");
  if (first) {
    first.open = true;
    completeCause(first);
  }
  return first !== null;
}
