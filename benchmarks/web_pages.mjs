// Looks at papers as web pages in headless Chromium, on a phone and on a desk: axe-core's rules, and sideways scrolling.
//
//   npm install --prefix /somewhere axe-core puppeteer-core
//   NODE_PATH=/somewhere/node_modules node benchmarks/web_pages.mjs PAGE.html...
//
// CHROMIUM names the browser where it is not /usr/bin/chromium. Exit status 1 where anything is found.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";

const require = createRequire(import.meta.url);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const SCREENS = [["phone", 390, 844], ["desk", 1280, 900]];

const browser = await (puppeteer.default ?? puppeteer).launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"], headless: true,
});
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const [screen, width, height] of SCREENS) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width, height });
    await page.goto(`file://${resolve(file)}`);
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => (await axe.run(document)).violations);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    const sideways = wide > width ? `, ${wide - width} pixels too wide` : "";
    console.log(`${basename(file)}, ${screen}: ${violations.length} violations${sideways}`);
    for (const one of violations) console.log(`  ${one.id}: ${one.help} (${one.nodes.length}): ${one.nodes[0].html}`);
    found += violations.length + (sideways ? 1 : 0);
    await page.close();
  }
}
await browser.close();
process.exit(found ? 1 : 0);
