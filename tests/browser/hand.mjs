// How an actor uses a page: with a mouse, or with the keyboard alone. By keyboard, what cannot be
// reached by Tab, or does not show that it has the focus, fails the journey.
import assert from "node:assert/strict";

const MOST_TABS = 150;
const MOST_OPTIONS = 10;

// Whether it has the focus, or another button of its group: Tab stops at one of them.
function hasFocus(element) {
  const focused = document.activeElement;
  return element === focused || (element.type === "radio" && focused.type === "radio" &&
    focused.name === element.name);
}

// Whether something is drawn around it, or around its label, that is not there without the focus.
export function showsFocus(element) {
  const marks = [element, ...(element.labels ?? [])].flatMap((one) =>
    [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
  return marks.some(({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
}

export class Hand {
  constructor(page, way) {
    this.page = page;
    this.way = way;
  }

  get #byKeyboard() {
    return this.way === "keyboard";
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  link(name) {
    return this.page.getByRole("link", { name });
  }

  field(label) {
    return this.page.getByLabel(label);
  }

  async press(target) {
    if (!this.#byKeyboard) return target.first().click();
    await this.#reach(target.first());
    return this.page.keyboard.press("Enter");
  }

  async type(label, text) {
    const field = this.field(label).first();
    if (!this.#byKeyboard) return field.fill(text);
    await this.#reach(field);
    await this.page.keyboard.press("Control+A");
    return text === "" ? this.page.keyboard.press("Delete") : this.page.keyboard.type(text);
  }

  // `day`: 1984-03-03, its day and month alike, for each browser has its own order of them.
  async typeDate(label, day) {
    const field = this.field(label).first();
    if (!this.#byKeyboard) return field.fill(day);
    await this.#reach(field);
    if (day === "") return this.page.keyboard.press("Delete");
    await this.page.keyboard.type(day.split("-").reverse().join(""));
    return assert.equal(await field.inputValue(), day);
  }

  async choose(label, option) {
    const field = this.field(label).first();
    if (!this.#byKeyboard) return field.selectOption({ label: option });
    await this.#reach(field);
    await this.page.keyboard.type(option);
    const chosen = await field.evaluate((select) => select.selectedOptions[0].text);
    return assert.equal(chosen, option);
  }

  async tick(label) {
    const box = this.field(label).first();
    // Its label is what one sees and clicks on.
    if (!this.#byKeyboard) return box.check({ force: true });
    await this.#reach(box);
    await this.page.keyboard.press("Space");
    for (let others = 0; others < MOST_OPTIONS && !(await box.isChecked()); ++others)
      await this.page.keyboard.press("ArrowDown");
    return assert.ok(await box.isChecked(), `${label} is not ticked`);
  }

  async #reach(target) {
    // Looked for once: finding it by its name at each Tab takes longer than all the rest.
    const element = await target.elementHandle();
    for (let tabs = 0; tabs < MOST_TABS; ++tabs) {
      if (await element.evaluate(hasFocus)) {
        const isShown = await this.page.locator("*:focus").evaluate(showsFocus);
        assert.ok(isShown, `${target} does not show that it has the focus`);
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reaches ${target}`);
  }
}
