import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const STATIC = path.resolve(__dirname, '../../static');
/** What holds text from outside, as the code calls it: properties and variables. */
const NAMES = new Set([
  'accountName',
  'cells',
  'displayName',
  'email',
  'file',
  'fileName',
  'keyName',
  'name',
  'organizationName',
  'project',
]);
/** What gives such text out. */
const CALLS = new Set(['actorWords', 'customerWords', 'projectWords', 'get', 'titleOf', 'slice']);

/** Places in a source where text from outside is a child of an element without `Given`. */
function bareText(fileName: string, text: string): string[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxExpression(node) && node.expression && isChild(node) && isOutside(node.expression)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${fileName}:${line + 1} ${node.getText()}`);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** Whether it is shown by an element itself. What a component is given is looked at in the component. */
function isChild({ parent }: ts.JsxExpression): boolean {
  if (ts.isJsxFragment(parent)) return true;
  return ts.isJsxElement(parent) && /^[a-z]/.test(parent.openingElement.tagName.getText());
}

function isOutside(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isOutside(node.expression);
  if (ts.isConditionalExpression(node)) return isOutside(node.whenTrue) || isOutside(node.whenFalse);
  if (ts.isBinaryExpression(node)) {
    const isChoice = node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken;
    return isOutside(node.right) || (isChoice && isOutside(node.left));
  }
  if (ts.isTemplateExpression(node))
    return node.templateSpans.some(({ expression }) => isOutside(expression));
  if (ts.isElementAccessExpression(node)) return isOutside(node.expression);
  if (ts.isCallExpression(node)) return CALLS.has(lastName(node.expression));
  return NAMES.has(lastName(node));
}

function lastName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : '';
}

const SCREENS = readdirSync(STATIC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !file.startsWith('build'))
  .sort();

test('the screens are there to be looked at', () => {
  expect(SCREENS.length).toBeGreaterThan(60);
});

test.each(SCREENS)('no text from outside turns the words around it in %s', (file) => {
  expect(bareText(file, readFileSync(path.join(STATIC, file), 'utf8'))).toEqual([]);
});

describe('a look at the screens', () => {
  test.each([
    '<td>{view.fileName}</td>',
    '<td>{names.get(id) ?? t("x")}</td>',
    '<td>{a ? name : null}</td>',
    '<>{actorWords(entry.actor, names, t)}</>',
    '<td>{cells[0] ?? ""}</td>',
    '<td>{`${name} (x)`}</td>',
  ])('finds %s', (text) => expect(bareText('screen.tsx', text)).toHaveLength(1));

  test.each([
    '<td><Given>{view.fileName}</Given></td>',
    '<td>{t("x", { name })}</td>',
    '<Field label={name} />',
    '<td>{name && <b />}</td>',
    '<option>{isolated(name)}</option>',
  ])('lets %s be', (text) => expect(bareText('screen.tsx', text)).toEqual([]));
});
