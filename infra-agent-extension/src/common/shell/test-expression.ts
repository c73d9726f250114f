/** `[ … ]`, `test` and `[[ … ]]`, decided only where everything that they ask about is known. */
import type { ast } from './parse-shell';
import { evaluateArithmeticText, numberOf } from './arithmetic';
import { expandPattern, expandValue } from './expand-word';
import { matchesPattern } from './pattern';
import type { Ctx } from './run';
import type { Place } from './source';
import { joinPathValue } from './shell-path';
import { getSlot, scalar } from './state';
import type { State, Status } from './state';
import { hole, isAssumed, known, optionsOf } from './value';
import type { Value } from './value';
import { assign, isUnset, parameterOf } from './variables';

export function statusOf(answer: boolean | undefined): Status {
    return answer === undefined ? 'unknown' : answer ? 'zero' : 'nonzero';
}

/** `[[ … ]]` */
export function evaluateTest(ctx: Ctx, state: State, node: ast.TestExpression): boolean | undefined {
    switch (node.type) {
        case 'TestUnary':
            return unary(ctx, state, node.operator, expandValue(ctx, state, node.operand), ctx.source.place(node.pos, node.end));
        case 'TestBinary':
            return binary(ctx, state, node);
        case 'TestLogical': {
            const answers = [];
            for (const operand of node.operands) {
                const answer = evaluateTest(ctx, state, operand);
                if (answer === (node.operator === '||')) {
                    return answers.includes(undefined) ? (node.operator === '||' ? true : false) : answer;
                }
                answers.push(answer);
            }
            return answers.includes(undefined) ? undefined : node.operator === '&&';
        }
        case 'TestNot': {
            const answer = evaluateTest(ctx, state, node.operand);
            return answer === undefined ? undefined : node.negations.length % 2 === 1 ? !answer : answer;
        }
        case 'TestGroup':
            return evaluateTest(ctx, state, node.expression);
        default: {
            const never: never = node;
            return never;
        }
    }
}

/** The words of `[` or `test`, without the closing bracket. */
export function evaluateTestWords(ctx: Ctx, state: State, words: readonly Value[], place: Place): boolean | undefined {
    const texts = words.map(known);
    if (texts[0] === '!' && words.length > 1 && words.length <= 4) {
        const answer = evaluateTestWords(ctx, state, words.slice(1), place);
        return answer === undefined ? undefined : !answer;
    }
    switch (words.length) {
        case 0:
            return false;
        case 1:
            return isEmpty(words[0]) === undefined ? undefined : !isEmpty(words[0]);
        case 2:
            return texts[0] === undefined ? undefined : unary(ctx, state, texts[0], words[1], place);
        case 3:
            return texts[1] === undefined ? undefined : compare(ctx, state, texts[1], words[0], words[2], place);
        default:
            return undefined;
    }
}

function unary(ctx: Ctx, state: State, operator: string, operand: Value, place: Place): boolean | undefined {
    switch (operator) {
        case '-n':
            return isEmpty(operand) === undefined ? undefined : !isEmpty(operand);
        case '-z':
            return isEmpty(operand);
        case '-v': {
            const name = known(operand);
            if (name === undefined || /[^A-Za-z0-9_]/.test(name)) {
                numberOf(ctx, state, operand, place);
                return undefined;
            }
            const found = parameterOf(ctx, state, name);
            return found.kind === 'one' && known(found.value) !== undefined ? true : undefined;
        }
        case '-d': case '-f': case '-e': case '-r': case '-s': {
            const path = known(joinPathValue(getSlot(state, 'cwd'), operand));
            const kind = operator === '-d' ? 'folder' : operator === '-e' ? 'any' : 'file';
            const there = path === undefined || known(operand) === '' ? undefined : ctx.run.host.exists(path, kind);
            // That it is not empty or may be read is more than that it is there.
            return there === true && (operator === '-r' || operator === '-s') ? undefined : there;
        }
        default:
            return undefined;
    }
}

/** A variable that nothing sets here counts as empty for no decision: it may be set where this runs. */
function isEmpty(value: Value): boolean | undefined {
    if (isAssumed(value)) {
        return undefined;
    }
    const answers = new Set(optionsOf(value).map(option => isUnset(option) ? undefined : known(option) === undefined ? option.some(part => typeof part === 'string' || part.nature === 'number' || part.nature === 'temp') ? false : undefined : known(option) === ''));
    return answers.size === 1 ? [...answers][0] : undefined;
}

function binary(ctx: Ctx, state: State, node: ast.TestBinaryExpression): boolean | undefined {
    const place = ctx.source.place(node.pos, node.end);
    const left = expandValue(ctx, state, node.left);
    if (node.operator === '=~') {
        expandValue(ctx, state, node.right);
        assign(ctx, state, 'BASH_REMATCH', { ...scalar(hole('$BASH_REMATCH')), items: new Map(), open: true }, place);
        return undefined;
    }
    if (node.operator === '==' || node.operator === '=' || node.operator === '!=') {
        const pattern = expandPattern(ctx, state, node.right);
        const fixed = known(left);
        const matches = pattern === undefined || fixed === undefined ? undefined : matchesPattern(pattern, fixed);
        return matches === undefined ? undefined : node.operator === '!=' ? !matches : matches;
    }
    return compare(ctx, state, node.operator, left, expandValue(ctx, state, node.right), place, true);
}

function compare(ctx: Ctx, state: State, operator: string, left: Value, right: Value, place: Place, arithmetic = false): boolean | undefined {
    const [a, b] = [known(left), known(right)];
    switch (operator) {
        case '=': case '==':
            return a === undefined || b === undefined ? undefined : a === b;
        case '!=':
            return a === undefined || b === undefined ? undefined : a !== b;
        case '-eq': case '-ne': case '-lt': case '-le': case '-gt': case '-ge': {
            const numbers = [left, right].map(value => arithmetic ? arithmeticNumber(ctx, state, value, place) : plainNumber(value));
            return numbers[0] === undefined || numbers[1] === undefined ? undefined : ordered(operator, numbers[0], numbers[1]);
        }
        default:
            return undefined;
    }
}

function arithmeticNumber(ctx: Ctx, state: State, value: Value, place: Place): number | undefined {
    const direct = numberOf(ctx, state, value, place);
    const fixed = known(value);
    return direct ?? (fixed === undefined || /\$\(|`/.test(fixed) ? undefined : evaluateArithmeticText(ctx, state, fixed));
}

function plainNumber(value: Value): number | undefined {
    const fixed = known(value);
    return fixed !== undefined && /^\s*[+-]?[0-9]{1,15}\s*$/.test(fixed) ? Number(fixed) : undefined;
}

function ordered(operator: string, a: number, b: number): boolean {
    switch (operator) {
        case '-eq': return a === b;
        case '-ne': return a !== b;
        case '-lt': return a < b;
        case '-le': return a <= b;
        case '-gt': return a > b;
        default: return a >= b;
    }
}

