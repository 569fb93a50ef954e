// Draws one message of Discord's API. It knows only the mark-up that the bot
// writes itself: backslashes, masked links, times and numbered lists; all else is
// text.
import "@skyra/discord-components-core";

const now = Date.parse("2026-03-09T17:30:00Z"); // the clock of the golden payloads
const [theme, phone, encoded] = location.hash.slice(1).split("&");
const message = JSON.parse(decodeURIComponent(encoded));
const light = theme === "light";
document.documentElement.className = theme;

const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

function time(unix, style) {
  const at = new Date(unix * 1000);
  if (style === "f") return at.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  const minutes = Math.round((at - now) / 60000);
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 60 / 24), "day");
}

// line draws the mark-up within one line. The words of a masked link know no
// backslash, as in Discord.
function line(text) {
  const nodes = [];
  const add = (s) => (typeof nodes.at(-1) === "string" ? (nodes[nodes.length - 1] += s) : nodes.push(s));
  while (text) {
    let found;
    if ((found = /^\\([^0-9A-Za-z\s])/u.exec(text))) add(found[1]);
    else if ((found = /^\[([^[\]]*)\]\((https?:[^\s)]+)\)/.exec(text))) nodes.push(make("a", { href: found[2] }, found[1]));
    else if ((found = /^<t:(-?\d+):([Rf])>/.exec(text))) nodes.push(make("time", {}, time(Number(found[1]), found[2])));
    else add((found = /^./su.exec(text))[0]);
    text = text.slice(found[0].length);
  }
  return nodes;
}

// block draws lines, and numbered lists where there are any.
function block(text) {
  const nodes = [];
  for (const each of text.split("\n")) {
    const item = /^(\d+)\. (.*)$/.exec(each);
    const before = nodes.at(-1);
    if (item && before?.nodeName === "OL") before.append(make("li", {}, ...line(item[2])));
    else if (item) nodes.push(make("ol", { start: item[1] }, make("li", {}, ...line(item[2]))));
    else nodes.push(make("div", {}, ...line(each || "\u00a0")));
  }
  return nodes;
}

// fields draws up to three inline fields in a row, as on a desktop; a phone puts
// each on a row of its own.
function fields(all) {
  const drawn = all.map((f) =>
    make("discord-embed-field", { "field-title": f.name, "light-theme": light && "" }, ...block(f.value)));
  for (let i = 0; phone !== "true" && i < all.length; ) {
    let n = 0;
    while (n < 3 && all[i + n]?.inline) n++;
    for (let k = 0; k < n; k++) drawn[i + k].style.gridColumn = `${1 + (12 / n) * k}/${1 + (12 / n) * (k + 1)}`;
    i += Math.max(n, 1);
  }
  return make("discord-embed-fields", { slot: "fields" }, ...drawn);
}

function embed(e) {
  const drawn = make("discord-embed", {
    slot: "embeds", color: "#" + e.color.toString(16).padStart(6, "0"), "embed-title": e.title, url: e.url, "light-theme": light && "",
  });
  if (e.description) drawn.append(make("discord-embed-description", { slot: "description" }, ...block(e.description)));
  if (e.fields) drawn.append(fields(e.fields));
  if (e.footer) drawn.append(make("discord-embed-footer", { slot: "footer", "light-theme": light && "" }, e.footer.text));
  return drawn;
}

const avatar = "data:image/svg+xml," + encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#35506b"/>
   <path d="M6 20q14-15 28 0q-14 15-28 0z" fill="#fff"/><circle cx="20" cy="20" r="6" fill="#35506b"/></svg>`);
const drawn = make("discord-message", { author: "Meddlewatch", bot: "", avatar, timestamp: "17:30", "light-theme": light && "" },
  ...line(message.content), ...message.embeds.map(embed));
for (const row of message.components ?? [])
  drawn.append(make("discord-attachments", { slot: "components" }, make("discord-action-row", {},
    ...row.components.map((b) => make("discord-button", { url: b.url, type: "secondary" }, b.label)))));
document.body.append(make("discord-messages", { "light-theme": light && "" }, drawn));

await document.fonts.ready;
await new Promise((done) => setTimeout(done, 300)); // the components draw themselves step by step
document.documentElement.dataset.height = Math.ceil(document.body.scrollHeight);
