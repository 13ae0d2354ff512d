import ts from 'typescript';
import { nodesIn, placeOf } from '../trust/source';
import type { Source } from '../trust/source';

/** A regular expression as it stands in the source. */
export interface Found {
  /** `src/platform/jira/users.ts:35` */
  readonly place: string;
  /** Absent where the text is put together from what is not constant. */
  readonly pattern?: string;
  readonly flags: string;
}

/** Every regular expression of the source: literals, and what is handed to `RegExp`. */
export function* regexesIn(source: Source): Generator<Found> {
  for (const file of source.files()) {
    for (const node of nodesIn(file, isRegex)) {
      if (ts.isRegularExpressionLiteral(node)) yield ofLiteral(node);
      else yield ofConstructor(node, source);
    }
  }
}

type Constructed = ts.NewExpression | ts.CallExpression;

function isRegex(node: ts.Node): node is ts.RegularExpressionLiteral | Constructed {
  if (ts.isRegularExpressionLiteral(node)) return true;
  return (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
}

function ofLiteral(node: ts.RegularExpressionLiteral): Found {
  const end = node.text.lastIndexOf('/');
  return { place: placeOf(node), pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) };
}

function ofConstructor(node: Constructed, source: Source): Found {
  const [pattern, flags] = node.arguments ?? [];
  const constantPattern = pattern && constantText(pattern, source);
  const constantFlags = flags ? constantText(flags, source) : '';
  return {
    place: placeOf(node),
    flags: constantFlags ?? '',
    ...(constantPattern !== undefined && constantFlags !== undefined && { pattern: constantPattern }),
  };
}

/** A string as it is at run time, through templates, sums and constants of any file. */
function constantText(node: ts.Expression, source: Source): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const declared = source.find(node.getSourceFile().fileName, node.text)?.node;
    const isConstant = declared && ts.isVariableDeclaration(declared) && declared.initializer;
    return isConstant ? constantText(isConstant, source) : undefined;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return joined([constantText(node.left, source), constantText(node.right, source)]);
  }
  if (ts.isTemplateExpression(node)) {
    return joined([
      node.head.text,
      ...node.templateSpans.flatMap(({ expression, literal }) => [
        constantText(expression, source),
        literal.text,
      ]),
    ]);
  }
  return undefined;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}
