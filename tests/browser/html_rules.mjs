// What the HTML of every page must keep to: the rules that html-validate recommends, but these.
export const HTML_RULES = {
  extends: ["html-validate:recommended"],
  rules: {
    // Fields of one name are a list, as HTML wants it: the boxes of one question, and the hidden
    // fields that send them again, which the rule has no option for.
    "form-dup-name": "off",
  },
};
