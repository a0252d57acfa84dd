/** Texts with everything GitHub's Markdown has beyond CommonMark, and what models write. */
export const corpus: readonly string[] = [
  '# Title\n\nSome **bold**, *italic*, `code` and ~~old~~ text with a [link](https://example.com "t").\n\n- one\n- two\n  - nested\n\n  more\n\n1. a\n2. b\n\n> quote\n> > deeper\n\n```js\nlet x = 1;\n\nlet y;\n```\n\n| a | b |\n|:--|--:|\n| 1 | `2|3` \\| x |\n| 4 |\n\nEnd.',
  'A note[^1] and another[^b].\n\n[^b]: Second\n    paragraph\n\n    more\n[^1]: First, see[^b]\n[^1]: twice\n\nText[^b] and [^none].',
  'See [foo] and [bar][foo].\n\n- [ ] todo [foo]\n- [x] done\n\n[foo]: https://example.com "title\nover lines"\n[foo]: /second',
  'www.example.com, https://a.b/c_d(e)?x=1&y=2. a@b.example <b>raw</b> H<sub>2</sub>O <kbd>Ctrl</kbd> x<br>y &amp; &nosuch; &hearts;',
  '<div>\n*raw*\n\n</div>\n\n<!-- a\n\nb -->\n\ntext\n---\nmore\n===\n\n    indented\n\n\n    code\n\n***',
  'unclosed **bold and *it and `code and [link](http://exa and ~~x\n\n| no | table |\nbut text',
  '$$\nx^2\n$$\n\n```math\ny\n```\n\n~~~~\n```\n~~~\n',
  '- a\n\n- b\n-\n- c\n\n  d\n      code\n10) x\n\tcode?\n> - q\n> lazy\nlazy too\n',
  'Let $x^2 + y_1$ cost $5 and $10; \\(a*b*c\\), $$\\frac{1}{2}$$ and \\[z\\]. Wrong: $\\frac{$ or \\(\\nosuch\\).\n\n$$ e^{i\\pi} = -1 $$\n\n\\[\n\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}\n\\]\n\n- item $n$\n  \\[ \\int_0^1\n  x \\,dx \\]\n\n$$\nunclosed = 1',
  '![pic](https://example.com/a.png "t") ![x][y]\n\n[y]: <https://example.com/a b> \'t\'',
];
