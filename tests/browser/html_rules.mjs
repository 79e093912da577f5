// What the HTML of every page must keep to: the rules that html-validate recommends, but these.
export const HTML_RULES = {
  extends: ["html-validate:recommended"],
  rules: {
    // Boxes of one question bear one name, as HTML wants it: the rule knows of it for radios only.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
  },
};
