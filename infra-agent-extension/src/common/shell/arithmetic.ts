/** Arithmetic as far as its operands are known. Assignments in it count; what is conditional is joined. */
import type { ast } from './parse-shell';
import { parseShell } from './parse-shell';
import { runHidden } from './hidden-code';
import { derive } from './run';
import type { Ctx } from './run';
import type { Place } from './source';
import { changesSince, fork, mergeInto, scalar } from './state';
import type { State } from './state';
import { substitute } from './substitution';
import { hole, known, optionsOf, text } from './value';
import type { Value } from './value';
import { assign, parameterOf, variableOf } from './variables';

const HIDDEN = 'is arithmetic over a text that holds a substitution, which is run';

/** The value of an expression, a number at least. */
export function evaluateArithmetic(ctx: Ctx, state: State, expression: ast.ArithmeticExpression | undefined, part: { readonly pos: number; readonly end: number; readonly text?: string }): Value {
    const number = expression ? evaluate(ctx, state, expression) : 0;
    return number === undefined ? hole(part.text ?? '$((…))', 'number') : text(String(number));
}

/** A known integer as which a value counts in arithmetic; substitutions that hide in a variable are reported, since arithmetic runs them. */
export function numberOf(ctx: Ctx, state: State, value: Value, place: Place): number | undefined {
    for (const option of optionsOf(value)) {
        runHidden(ctx, state, known(option) ?? option.map(part => typeof part === 'string' ? part : '').join(''), { message: HIDDEN, place });
    }
    const fixed = known(value);
    return fixed === undefined ? undefined : numberOfText(ctx, state, fixed.trim(), place, 0);
}

/** Text that is evaluated as arithmetic: `let`, indices, `-eq`. */
export function evaluateArithmeticText(ctx: Ctx, state: State, code: string): number | undefined {
    const { script, problems } = parseShell(`((${code}))`);
    const command = script.commands[0]?.command;
    return problems.length === 0 && command?.type === 'ArithmeticCommand' && command.expression ? evaluate(derive(ctx, { source: { ...ctx.source, place: () => ctx.source.place(0, 0) } }), state, command.expression) : undefined;
}

function numberOfText(ctx: Ctx, state: State, fixed: string, place: Place, depth: number): number | undefined {
    if (fixed === '') {
        return 0;
    }
    const literal = integer(fixed);
    if (literal !== undefined || depth > 8) {
        return literal;
    }
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(fixed)) {
        const found = parameterOf(ctx, state, fixed);
        const inner = found.kind === 'one' ? found.value : undefined;
        const next = inner && known(inner);
        if (inner && next === undefined) {
            numberOf(ctx, state, inner.filter(part => typeof part === 'string'), place);
        }
        if (next !== undefined) {
            runHidden(ctx, state, next, { message: HIDDEN, place });
        }
        return next === undefined ? undefined : numberOfText(ctx, state, next.trim(), place, depth + 1);
    }
    runHiddenBehind(ctx, state, fixed, place);
    return undefined;
}

const MOST_NAMES = 64;

/** The names in an expression are taken for expressions in turn, those of an index too. */
function runHiddenBehind(ctx: Ctx, state: State, expression: string, place: Place): void {
    const names = new Set(namesIn(expression));
    for (const name of names) {
        const next = names.size < MOST_NAMES ? known(variableOf(ctx, state, name).value) : undefined;
        if (next !== undefined) {
            runHidden(ctx, state, next, { message: HIDDEN, place });
            namesIn(next).forEach(each => names.add(each));
        }
    }
}

function namesIn(expression: string): readonly string[] {
    return expression.slice(0, 1_000).match(/[A-Za-z_][A-Za-z0-9_]*/g)?.slice(0, MOST_NAMES) ?? [];
}

function integer(fixed: string): number | undefined {
    const match = /^([+-]?)(0[xX][0-9a-fA-F]{1,12}|0[0-7]{0,12}|[1-9][0-9]{0,14})$/.exec(fixed);
    if (!match) {
        return undefined;
    }
    const digits = match[2];
    const value = /^0[xX]/.test(digits) ? parseInt(digits, 16) : digits.length > 1 && digits[0] === '0' ? parseInt(digits, 8) : Number(digits);
    return match[1] === '-' ? 0 - value : value;
}

function evaluate(ctx: Ctx, state: State, node: ast.ArithmeticExpression): number | undefined {
    switch (node.type) {
        case 'ArithmeticWord':
            return word(ctx, state, node);
        case 'ArithmeticGroup':
            return evaluate(ctx, state, node.expression);
        case 'ArithmeticUnary':
            return unary(ctx, state, node);
        case 'ArithmeticBinary':
            return binary(ctx, state, node);
        case 'ArithmeticTernary': {
            const test = evaluate(ctx, state, node.test);
            return choose(ctx, state, test, node.consequent, node.alternate);
        }
        case 'ArithmeticCommandExpansion': {
            const value = substitute(ctx, state, node);
            return numberOf(ctx, state, value, ctx.source.place(node.pos, node.end));
        }
        default: {
            const never: never = node;
            return never;
        }
    }
}

function choose(ctx: Ctx, state: State, test: number | undefined, yes: ast.ArithmeticExpression, no: ast.ArithmeticExpression): number | undefined {
    if (test !== undefined) {
        return evaluate(ctx, state, test !== 0 ? yes : no);
    }
    const [left, right] = [fork(state), fork(state)];
    const values = [evaluate(ctx, left, yes), evaluate(ctx, right, no)];
    mergeInto(state, [changesSince(left, state), changesSince(right, state)]);
    return values[0] === values[1] ? values[0] : undefined;
}

function word(ctx: Ctx, state: State, node: ast.ArithmeticWord): number | undefined {
    const place = ctx.source.place(node.pos, node.end);
    if (node.parts) {
        const value = ctx.run.evaluator.value(ctx, state, { type: 'Word', text: node.value, value: node.value, pos: node.pos, end: node.end, parts: node.parts });
        return numberOf(ctx, state, value, place);
    }
    return numberOf(ctx, state, text(node.value), place);
}

function unary(ctx: Ctx, state: State, node: ast.ArithmeticUnary): number | undefined {
    const value = evaluate(ctx, state, node.operand);
    switch (node.operator) {
        case '++': case '--': {
            const after = value === undefined ? undefined : bounded(value + (node.operator === '++' ? 1 : -1));
            store(ctx, state, node.operand, after);
            return node.prefix ? after : value;
        }
        case '-':
            return value === undefined ? undefined : 0 - value;
        case '+':
            return value;
        case '!':
            return value === undefined ? undefined : value === 0 ? 1 : 0;
        default:
            return undefined;
    }
}

function binary(ctx: Ctx, state: State, node: ast.ArithmeticBinary): number | undefined {
    const { operator } = node;
    if (operator === '&&' || operator === '||') {
        return logical(ctx, state, node);
    }
    if (/^([-+*/%&|^]|<<|>>)?=$/.test(operator)) {
        const right = evaluate(ctx, state, node.right);
        const before = operator === '=' ? undefined : evaluate(ctx, state, node.left);
        const after = operator === '=' ? right : before === undefined || right === undefined ? undefined : compute(operator.slice(0, -1), before, right);
        store(ctx, state, node.left, after);
        return after;
    }
    const left = evaluate(ctx, state, node.left);
    const right = evaluate(ctx, state, node.right);
    if (operator === ',') {
        return right;
    }
    return left === undefined || right === undefined ? undefined : compute(operator, left, right);
}

function logical(ctx: Ctx, state: State, node: ast.ArithmeticBinary): number | undefined {
    const left = evaluate(ctx, state, node.left);
    const decided = node.operator === '&&' ? left === 0 : left !== undefined && left !== 0;
    if (decided) {
        return node.operator === '&&' ? 0 : 1;
    }
    if (left !== undefined) {
        const right = evaluate(ctx, state, node.right);
        return right === undefined ? undefined : right !== 0 ? 1 : 0;
    }
    const maybe = fork(state);
    evaluate(ctx, maybe, node.right);
    mergeInto(state, [changesSince(maybe, state), new Map()]);
    return undefined;
}

function compute(operator: string, left: number, right: number): number | undefined {
    switch (operator) {
        case '+': return bounded(left + right);
        case '-': return bounded(left - right);
        case '*': return bounded(left * right);
        case '/': return right === 0 ? undefined : Math.trunc(left / right);
        case '%': return right === 0 ? undefined : 0 + left % right;
        case '**': return right < 0 ? undefined : bounded(left ** right);
        case '<': return left < right ? 1 : 0;
        case '>': return left > right ? 1 : 0;
        case '<=': return left <= right ? 1 : 0;
        case '>=': return left >= right ? 1 : 0;
        case '==': return left === right ? 1 : 0;
        case '!=': return left !== right ? 1 : 0;
        default: return undefined;
    }
}

/** Beyond exact integers nothing is claimed. */
function bounded(value: number): number | undefined {
    return Number.isSafeInteger(value) ? value + 0 : undefined;
}

function store(ctx: Ctx, state: State, target: ast.ArithmeticExpression, value: number | undefined): void {
    if (target.type !== 'ArithmeticWord') {
        return;
    }
    const place = ctx.source.place(target.pos, target.end);
    const name = /^([A-Za-z_][A-Za-z0-9_]*)(\[)?/.exec(target.value);
    if (!name) {
        ctx.run.host.trouble({ kind: 'any-variable', message: 'assigns in arithmetic to a name that is not known', place });
        return;
    }
    const number = value === undefined ? hole(`$${name[1]}`, 'number') : text(String(value));
    if (name[2]) {
        word(ctx, state, target);
        assign(ctx, state, name[1], { ...variableOf(ctx, state, name[1]), unset: false, value: hole(`$${name[1]}`), items: new Map(), open: true }, place);
    } else {
        assign(ctx, state, name[1], scalar(number), place);
    }
}
