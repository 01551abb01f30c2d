import { XMLParser } from 'fast-xml-parser';
import type { JsonObject, JsonValue } from '../value/json.ts';

/** A category of an ADMX file; `parent` is the name of another one. */
export interface AdmxCategory {
  readonly name: string;
  readonly displayName: string;
  readonly parent?: string;
}

/** A control of a policy: the presentation type that shows it, and that type's property values. */
export interface AdmxPresentation {
  readonly type: string;
  readonly properties: JsonObject;
}

/** A policy of an ADMX file with the texts of its language file. */
export interface AdmxPolicy {
  readonly name: string;
  readonly classes: readonly ('user' | 'machine')[];
  readonly displayName: string;
  readonly explainText: string;
  readonly supportedOn: string;
  readonly category: string;
  readonly presentations: readonly AdmxPresentation[];
}

/** What an ADMX file and its language file (ADML) define. */
export interface Admx {
  readonly prefix: string;
  readonly namespace: string;
  readonly revision: string;
  readonly categories: readonly AdmxCategory[];
  readonly policies: readonly AdmxPolicy[];
}

interface Node {
  readonly [name: string]: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: '#text',
  parseAttributeValue: false,
  parseTagValue: false,
});

/** Reads an ADMX text and its ADML text; undefined where the first is no ADMX (no `policyDefinitions` element). */
export function readAdmx(admxText: string, admlText: string): Admx | undefined {
  const root = parse(admxText)?.['policyDefinitions'];
  if (!isNode(root)) return undefined;
  const strings = stringTable(admlText);
  const local = (reference: unknown): string => localize(strings, reference);
  const target = child(child(root, 'policyNamespaces'), 'target');
  const presentations = presentationTable(admlText);
  return {
    prefix: text(target['prefix']),
    namespace: text(target['namespace']),
    revision: text(root['revision']),
    categories: children(child(root, 'categories'), 'category').map((category) => {
      const parent = text(child(category, 'parentCategory')['ref']);
      return {
        name: text(category['name']),
        displayName: local(category['displayName']),
        ...(parent === '' ? {} : { parent }),
      };
    }),
    policies: children(child(root, 'policies'), 'policy').map((policy) => ({
      name: text(policy['name']),
      classes: classesOf(text(policy['class'])),
      displayName: local(policy['displayName']),
      explainText: local(policy['explainText']),
      supportedOn: text(child(policy, 'supportedOn')['ref']),
      category: text(child(policy, 'parentCategory')['ref']),
      presentations: presentationsOf(policy, presentations, local),
    })),
  };
}

function presentationsOf(
  policy: Node,
  table: ReadonlyMap<string, Node>,
  local: (reference: unknown) => string,
): AdmxPresentation[] {
  const id = /^\$\(presentation\.(.+)\)$/.exec(text(policy['presentation']))?.[1] ?? '';
  const presentation = table.get(id) ?? {};
  const elements = child(policy, 'elements');
  return Object.entries(controls).flatMap(([tag, { type, read }]) =>
    children(presentation, tag).map((control) => {
      const element = Object.keys(elements)
        .flatMap((kind) => children(elements, kind))
        .find((candidate) => candidate['id'] === control['refId']);
      return {
        type,
        properties: { label: text(control['#text'] ?? control['label']), ...read(control, element ?? {}, local) },
      };
    }),
  );
}

interface Control {
  readonly type: string;
  readonly read: (control: Node, element: Node, local: (reference: unknown) => string) => Record<string, JsonValue>;
}

const spinner: Control['read'] = (control, element) => ({
  defaultValue: Number(control['defaultValue'] ?? 1),
  spin: control['spin'] !== 'false',
  spinStep: Number(control['spinStep'] ?? 1),
  required: element['required'] === 'true',
  minValue: Number(element['minValue'] ?? 0),
  maxValue: Number(element['maxValue'] ?? 9999),
});

/** How each control of a presentation element (ADML schema) becomes a presentation of the API. */
const controls: Readonly<Record<string, Control>> = {
  checkBox: {
    type: 'groupPolicyPresentationCheckBox',
    read: (control) => ({ defaultChecked: control['defaultChecked'] === 'true' }),
  },
  comboBox: {
    type: 'groupPolicyPresentationComboBox',
    read: (control, element) => ({
      defaultValue: text(control['default']),
      suggestions: list(control['suggestion']).map(text),
      required: element['required'] === 'true',
      maxLength: Number(element['maxLength'] ?? 1023),
    }),
  },
  decimalTextBox: { type: 'groupPolicyPresentationDecimalTextBox', read: spinner },
  longDecimalTextBox: { type: 'groupPolicyPresentationLongDecimalTextBox', read: spinner },
  dropdownList: {
    type: 'groupPolicyPresentationDropdownList',
    read: (control, element, local) => {
      const items = children(element, 'item').map((item) => ({
        '@odata.type': 'microsoft.graph.groupPolicyPresentationDropdownListItem',
        displayName: local(item['displayName']),
        value: text(child(child(item, 'value'), 'decimal')['value'] ?? child(item, 'value')['string']),
      }));
      const chosen = items[Number(control['defaultItem'] ?? 0)];
      return {
        defaultItem: chosen ? { ...chosen } : null,
        items,
        required: element['required'] === 'true',
      };
    },
  },
  listBox: {
    type: 'groupPolicyPresentationListBox',
    read: (_control, element) => ({
      explicitValue: element['explicitValue'] === 'true',
      valuePrefix: text(element['valuePrefix']),
    }),
  },
  multiTextBox: {
    type: 'groupPolicyPresentationMultiTextBox',
    read: (_control, element) => ({
      required: element['required'] === 'true',
      maxLength: Number(element['maxLength'] ?? 1023),
      maxStrings: Number(element['maxStrings'] ?? 0),
    }),
  },
  text: { type: 'groupPolicyPresentationText', read: () => ({}) },
  textBox: {
    type: 'groupPolicyPresentationTextBox',
    read: (control, element) => ({
      defaultValue: text(control['defaultValue']),
      required: element['required'] === 'true',
      maxLength: Number(element['maxLength'] ?? 1023),
    }),
  },
};

function classesOf(name: string): ('user' | 'machine')[] {
  if (name === 'Both') return ['user', 'machine'];
  return [name === 'User' ? 'user' : 'machine'];
}

function stringTable(adml: string): ReadonlyMap<string, string> {
  const table = child(child(child(parse(adml) ?? {}, 'policyDefinitionResources'), 'resources'), 'stringTable');
  return new Map(children(table, 'string').map((entry) => [text(entry['id']), text(entry['#text'])]));
}

function presentationTable(adml: string): ReadonlyMap<string, Node> {
  const table = child(child(child(parse(adml) ?? {}, 'policyDefinitionResources'), 'resources'), 'presentationTable');
  return new Map(children(table, 'presentation').map((entry) => [text(entry['id']), entry]));
}

function localize(strings: ReadonlyMap<string, string>, reference: unknown): string {
  const id = /^\$\(string\.(.+)\)$/.exec(text(reference))?.[1];
  return id === undefined ? text(reference) : (strings.get(id) ?? id);
}

function parse(xml: string): Node | undefined {
  try {
    const document: unknown = parser.parse(xml);
    return isNode(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function children(node: Node, name: string): Node[] {
  return list(node[name]).map((value) => (isNode(value) ? value : { '#text': value }));
}

function child(node: Node, name: string): Node {
  return children(node, name)[0] ?? {};
}

function text(value: unknown): string {
  if (isNode(value)) return text(value['#text']);
  return typeof value === 'string' ? value : '';
}
