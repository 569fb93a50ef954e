// Takes pictures of messages as Discord shows them: a phone and a desktop, dark
// and light.
//
//   node look.mjs OUT PAYLOAD.json...
//
// writes OUT/NAME-phone-dark.png and so on for every PAYLOAD, a body as package
// notify renders it. It needs Chromium ($CHROMIUM, else chromium) and "npm ci" in
// this folder; it asks no other machine for anything.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join, normalize } from "node:path";

const screens = [
  { name: "phone-dark", width: 390, theme: "dark", phone: true },
  { name: "phone-light", width: 390, theme: "light", phone: true },
  { name: "desktop-dark", width: 800, theme: "dark", phone: false },
  { name: "desktop-light", width: 800, theme: "light", phone: false },
];

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript" };

// serve answers with the files of this folder, on loopback.
async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

// browse starts Chromium and speaks its DevTools protocol over a pair of pipes:
// JSON, each message ended by a zero byte.
function browse(profile) {
  const chromium = spawn(
    process.env.CHROMIUM ?? "chromium",
    [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--lang=en-GB",
      `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank",
    ],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], env: { ...process.env, TZ: "UTC" } },
  );
  const waiting = new Map();
  let last = 0;
  let rest = "";
  chromium.stdio[4].setEncoding("utf8").on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const message of messages.map((m) => JSON.parse(m))) {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) call?.failed(new Error(message.error.message));
      else call?.done(message.result);
    }
  });
  const end = (cause) => waiting.forEach((call) => call.failed(cause));
  chromium.on("error", end);
  chromium.on("exit", () => end(new Error("Chromium ended before the picture was taken")));
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      chromium.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
    });
  return { chromium, send };
}

async function picture(send, address, screen) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  const size = (height) =>
    ask("Emulation.setDeviceMetricsOverride", { width: screen.width, height, deviceScaleFactor: 2, mobile: screen.phone });
  await size(200);
  await ask("Page.enable");
  await ask("Page.navigate", { url: address });
  // The page sets the height when all has been drawn.
  const { result } = await ask("Runtime.evaluate", {
    expression: `new Promise((done, failed) => {
      const until = Date.now() + 15000;
      (function look() {
        const h = document.documentElement?.dataset.height;
        if (h) done(Number(h)); else if (Date.now() > until) done(0); else setTimeout(look, 50);
      })();
    })`,
    awaitPromise: true,
  });
  if (!result.value) throw new Error("the page was not drawn within 15 s; open page.html in a browser to see why");
  await size(result.value);
  const { data } = await ask("Page.captureScreenshot", { format: "png" });
  await send("Target.closeTarget", { targetId });
  return Buffer.from(data, "base64");
}

const [out, ...payloads] = process.argv.slice(2);
if (!out || payloads.length === 0) {
  console.error("usage: node look.mjs OUT PAYLOAD.json...");
  process.exit(2);
}
const server = await serve(import.meta.dirname);
const profile = await mkdtemp(join(tmpdir(), "look-"));
const { chromium, send } = browse(profile);
try {
  await mkdir(out, { recursive: true });
  for (const file of payloads) {
    const body = JSON.parse(await readFile(file, "utf8"));
    if (!body.content || !body.embeds) throw new Error(`${file} is no message: it has no content or no embeds`);
    const message = encodeURIComponent(JSON.stringify(body));
    for (const screen of screens) {
      const address = `http://127.0.0.1:${server.address().port}/page.html#${screen.theme}&${screen.phone}&${message}`;
      const target = join(out, `${basename(file, ".json")}-${screen.name}.png`);
      await writeFile(target, await picture(send, address, screen));
      console.log(target);
    }
  }
} catch (problem) {
  console.error(problem.message);
  process.exitCode = 1;
} finally {
  const gone = new Promise((done) => chromium.on("exit", done));
  chromium.kill();
  await gone;
  server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
