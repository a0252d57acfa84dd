import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes what VS Code completes in HTML and CSS, from the custom-elements manifest:
 * https://github.com/microsoft/vscode-custom-data
 */
const dist = new URL('../../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('custom-elements.json', dist), 'utf8'));
const elements = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

const tags = elements.map(({ tagName, description, attributes = [] }) => ({
  name: tagName,
  description,
  attributes: attributes.map(({ name, description, type }) => {
    const values = [...(type?.text ?? '').matchAll(/'([\w-]+)'/g)].map(([, value]) => ({
      name: value,
    }));
    return {
      name,
      description,
      ...(type?.text === 'boolean' && { valueSet: 'v' }),
      ...(values.length > 0 && { values }),
    };
  }),
}));

const describe = ({ name, description }) => ({ name, description });
const unique = (entries) => [...new Map(entries.map((entry) => [entry.name, entry])).values()];
const properties = unique(
  elements.flatMap(({ cssProperties = [] }) => cssProperties.map(describe)),
);
const pseudoElements = unique(
  elements.flatMap(({ cssParts = [] }) =>
    cssParts.map(({ name, description }) => ({ name: `::part(${name})`, description })),
  ),
);

write('vscode.html-custom-data.json', { version: 1.1, tags });
write('vscode.css-custom-data.json', { version: 1.1, properties, pseudoElements });

function write(name, data) {
  writeFileSync(new URL(name, dist), `${JSON.stringify(data, null, 2)}\n`);
}
