
// Buttons that copy a text, or save a file.

const LONGEST_ARGUMENT = 16384;

/** Copies a text; where the browser does not allow it, shows the text, selected. */
function copyButton(label, textOf) {
  const told = element("span", {class: "told", role: "status"});
  const button = element("button", {type: "button", class: "copy", click: () => {
    const text = textOf();
    copyText(text).then(() => tell("copied"), () => select(text));
  }}, label, told);
  let timer = 0;
  const tell = words => {
    told.textContent = " – " + words;
    clearTimeout(timer);
    timer = setTimeout(() => { told.textContent = ""; }, 2000);
  };
  const select = text => {
    const shown = element("textarea", {class: "to-copy", readonly: true, rows: 3, "aria-label": label + ", to copy by hand",
      blur: () => shown.remove()});
    shown.value = text;
    button.after(shown);
    shown.focus();
    shown.select();
  };
  return button;
}

async function copyText(text) {
  await navigator.clipboard.writeText(text);
}

/** The command that plays a case again. */
function runCommand(one, target) {
  const scenario = one.check.id.startsWith("scenario.") && /^scenario (.+?)(?:; |$)/.exec(one.check.source);
  return "kspec run " + (target ? "--target " + shellWord(target) + " " : "")
    + (scenario ? "--scenarios " + shellWord(scenario[1]) + " " : "") + "--case " + shellWord(caseName(one));
}

/** The command that explains a frame; long bytes are piped in, since an argument has a limit. */
function explainCommand(event, side, frame) {
  const [, api, version] = /^(\S+) v(\d+)$/.exec(event.api) || [];
  const known = api === undefined ? "" : " --api " + shellWord(api) + " --version " + version
    + (side === "response" && event.correlation !== null ? " --correlation-id " + event.correlation : "");
  const command = "kspec explain --" + side + known;
  const hex = hexOf(frame.bytes);
  return hex.length > LONGEST_ARGUMENT ? "echo " + hex + " | " + command : command + " " + hex;
}

function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], {type: "application/octet-stream"}));
  element("a", {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
