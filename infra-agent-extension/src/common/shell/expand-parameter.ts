/** `$name` and `${name…}` in all their forms. What is not known of the parameter leaves a hole; the words in it are evaluated all the same. */
import type { ast } from './parse-shell';
import { numberOf } from './arithmetic';
import { matchesPattern } from './pattern';
import { BREAK, piecePattern, pieceText } from './pieces';
import type { Pieces } from './pieces';
import { runHidden } from './hidden-code';
import type { Ctx } from './run';
import { computedSource } from './source';
import { scalar, variableNames } from './state';
import type { State } from './state';
import { parseShell } from './parse-shell';
import { EMPTY, hole, known, mapOptions, oneOf, optionsOf, shown, spread, text } from './value';
import type { Value } from './value';
import { assign, elementOf, isUnset, parameterOf, readParameter, variableOf } from './variables';
import type { Parameter } from './variables';

type Operand = (word: ast.Word, inQuotes: boolean) => Pieces;

export function expandSimple(ctx: Ctx, state: State, name: string, inQuotes: boolean): Pieces {
    return toPieces(ctx, state, parameterOf(ctx, state, name), name === '*', inQuotes, `$${name}`);
}

export function expandParameter(ctx: Ctx, state: State, part: ast.ParameterExpansionPart, inQuotes: boolean, operand: Operand): Pieces {
    const star = part.parameter === '*' || part.index?.text === '*';
    const found = lookUp(ctx, state, part);
    if (part.prefix === '#') {
        return one(lengthOf(found, part.text), inQuotes);
    }
    const { operation } = part;
    if (!operation) {
        return toPieces(ctx, state, found, star, inQuotes, part.text);
    }
    if (operation.type === 'Default') {
        return withDefault(ctx, state, part, operation, found, { star, inQuotes, operand });
    }
    const changed = changeParameter(ctx, state, found, operation, part, operand);
    return toPieces(ctx, state, changed, star, inQuotes, part.text);
}

function lookUp(ctx: Ctx, state: State, part: ast.ParameterExpansionPart): Parameter {
    const index = part.index && indexOf(ctx, state, part.parameter, part.index);
    if (part.prefix !== '!') {
        const hasDefault = part.operation?.type === 'Default' && !part.operation.operator.endsWith('?');
        return part.index ? elementOf(ctx, state, part.parameter, index) : hasDefault ? readParameter(ctx, state, part.parameter) : parameterOf(ctx, state, part.parameter);
    }
    if (part.operation?.type === 'Names') {
        const names = [...variableNames(state)].filter(name => name.startsWith(part.parameter));
        return { kind: 'list', items: names.map(text), open: true };
    }
    if (index === '@' || index === '*') {
        const variable = variableOf(ctx, state, part.parameter);
        return { kind: 'list', items: [...variable.items?.keys() ?? []].map(text), open: variable.open === true || variable.unset === true };
    }
    const reference = variableOf(ctx, state, part.parameter).reference;
    const target = part.index ? elementOf(ctx, state, part.parameter, index) : reference ? { kind: 'one' as const, value: reference } : parameterOf(ctx, state, part.parameter);
    return indirect(ctx, state, target, part);
}

function indirect(ctx: Ctx, state: State, target: Parameter, part: ast.ParameterExpansionPart): Parameter {
    const name = target.kind === 'one' ? target.value : EMPTY;
    return {
        kind: 'one', value: mapOptions(name, option => {
            const fixed = known(option);
            if (fixed === undefined || !/^([A-Za-z_][A-Za-z0-9_]*|[0-9]+)$/.test(fixed)) {
                inject(ctx, state, fixed, part);
                return hole(part.text);
            }
            const found = part.operation?.type === 'Default' ? readParameter(ctx, state, fixed) : parameterOf(ctx, state, fixed);
            return found.kind === 'one' ? found.value : hole(part.text);
        })
    };
}

/** The subscript of an array as a key; undefined if it is not known. */
export function indexOf(ctx: Ctx, state: State, name: string, word: ast.Word): string | undefined {
    if (word.text === '@' || word.text === '*') {
        return word.text;
    }
    const value = ctx.run.evaluator.value(ctx, state, word);
    if (variableOf(ctx, state, name).keyed) {
        return known(value);
    }
    const number = numberOf(ctx, state, value, ctx.source.place(word.pos, word.end));
    return number === undefined ? undefined : String(number);
}

function toPieces(ctx: Ctx, state: State, found: Parameter, star: boolean, inQuotes: boolean, written: string): Pieces {
    if (found.kind === 'one') {
        return one(found.value, inQuotes);
    }
    const items: Value[] = [...found.items, ...(found.open ? [[{ shown: written, nature: 'any' as const, many: true }]] : [])];
    if (star && inQuotes) {
        const ifs = known(variableOf(ctx, state, 'IFS').value);
        const between = ifs === undefined ? hole(' ') : text(ifs.slice(0, 1));
        return [{ value: found.open ? [...joinBy(found.items, between), ...hole(written)] : joinBy(found.items, between), quoted: true, expanded: true }];
    }
    return items.flatMap((value, index) => [...(index > 0 ? [BREAK] as const : []), { value, quoted: inQuotes, expanded: true }]);
}

function joinBy(items: readonly Value[], between: Value): Value {
    return pieceText(items.flatMap((value, index) => index > 0 ? [{ value: between, quoted: true, expanded: true }, { value, quoted: true, expanded: true }] : [{ value, quoted: true, expanded: true }]));
}

function one(value: Value, inQuotes: boolean): Pieces {
    return [{ value, quoted: inQuotes, expanded: true }];
}

function lengthOf(found: Parameter, written: string): Value {
    if (found.kind === 'list') {
        return found.open ? hole(written, 'number') : text(String(found.items.length));
    }
    const fixed = known(found.value);
    return fixed === undefined ? hole(written, 'number') : text(String([...fixed].length));
}

interface How {
    readonly star: boolean;
    readonly inQuotes: boolean;
    readonly operand: Operand;
}

/** `:-`, `:=`, `:+`, `:?`: a variable that nothing sets takes the default; one that is not known may or may not. */
function withDefault(ctx: Ctx, state: State, part: ast.ParameterExpansionPart, operation: ast.ParameterDefaultOperation, found: Parameter, how: How): Pieces {
    const own = toPieces(ctx, state, found, how.star, how.inQuotes, part.text);
    const bare = !operation.operator.startsWith(':') && variableOf(ctx, state, part.parameter).unset === true;
    const isEmpty = bare && found.kind === 'one' ? true : found.kind === 'list' ? found.open ? undefined : found.items.length === 0 : emptiness(found.value, operation.operator.startsWith(':') || /^[0-9@*#]/.test(part.parameter));
    const kind = operation.operator.replace(':', '');
    if (kind === '?') {
        how.operand(operation.operand, how.inQuotes);
        if (isEmpty === true && found.kind === 'one' && !isUnset(found.value)) {
            state.dead = true;
        }
        return own;
    }
    const takesOther = kind === '+' ? isEmpty === undefined ? undefined : !isEmpty : isEmpty;
    if (kind === '+' && found.kind === 'one' && optionsOf(found.value).some(isUnset)) {
        const other = how.operand(operation.operand, how.inQuotes);
        return either(other, missing(found, how));
    }
    if (takesOther === false) {
        return kind === '+' ? missing(found, how) : own;
    }
    const other = how.operand(operation.operand, how.inQuotes);
    const fromOutside = found.kind === 'one' && optionsOf(found.value).some(isUnset);
    if (kind === '=') {
        const filled = found.kind === 'one' ? defaulted(found.value, pieceText(other), true) : pieceText(other);
        const value = fromOutside ? oneOf(optionsOf(spread(filled)), true) : filled;
        assign(ctx, state, part.parameter, scalar(value), ctx.source.place(part.pos, part.end));
        return one(value, how.inQuotes);
    }
    if (takesOther === true) {
        return fromOutside ? assumedPieces(other) : other;
    }
    if (kind === '-' && found.kind === 'one' && (how.inQuotes || other.length <= 1)) {
        const filled = defaulted(found.value, pieceText(other), operation.operator.startsWith(':'));
        return one(fromOutside ? oneOf(optionsOf(spread(filled)), true) : filled, how.inQuotes);
    }
    return either(kind === '+' ? missing(found, how) : own, other);
}

/** What `:+` leaves where there is nothing: in double quotes an empty word, unless it is an empty list. */
function missing(found: Parameter, how: How): Pieces {
    return how.inQuotes && found.kind === 'one' ? one(EMPTY, true) : [];
}

/** A default that counts for what is started, and decides nothing. */
function assumedPieces(pieces: Pieces): Pieces {
    return pieces.length === 0 ? [{ value: oneOf([EMPTY], true), quoted: true, expanded: true }] : pieces.map(piece => piece === BREAK ? piece : { ...piece, value: oneOf(optionsOf(spread(piece.value)), true) });
}

/** The pieces of one or of the other. Without splitting that is one value; with it, only that of the two is not known. */
function either(a: Pieces, b: Pieces): Pieces {
    const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
    const left = pieceText(longer);
    const right = pieceText(shorter);
    const isList = longer.length > 1 && longer.includes(BREAK);
    return isList
        ? [{ value: [{ shown: shown(left), nature: 'any', many: true }], quoted: false, expanded: true }]
        : [{ value: oneOf([left, right]), quoted: longer.every(piece => piece !== BREAK && piece.quoted) && shorter.length > 0, expanded: true }];
}

/** Whether it is empty (or, without the colon, unset); undefined where that is not known. A variable that nothing sets counts as unset. */
function emptiness(value: Value, colon: boolean): boolean | undefined {
    const answers = new Set(optionsOf(value).map(option => {
        if (isUnset(option)) {
            return true;
        }
        const fixed = known(option);
        if (fixed !== undefined) {
            return colon && fixed === '';
        }
        return option.some(part => typeof part === 'string' || part.nature === 'number' || part.nature === 'temp' || part.nature === 'program') ? false : undefined;
    }));
    return answers.size === 1 ? [...answers][0] : undefined;
}

/** Each alternative of the value, or the default in place of one that is empty. */
function defaulted(value: Value, other: Value, colon: boolean): Value {
    return mapOptions(value, option => {
        const empty = emptiness(option, colon);
        return empty === true ? other : empty === false ? option : oneOf([option, other]);
    });
}

function changeParameter(ctx: Ctx, state: State, found: Parameter, operation: Exclude<ast.ParameterOperation, ast.ParameterDefaultOperation>, part: ast.ParameterExpansionPart, operand: Operand): Parameter {
    if (operation.type === 'Slice' && found.kind === 'list') {
        return sliceList(ctx, state, found, operation, part);
    }
    if (operation.type === 'Names') {
        return found;
    }
    const change = changeOf(ctx, state, operation, part, operand);
    return found.kind === 'list' ? { ...found, items: found.items.map(item => mapOptions(item, change)) } : { kind: 'one', value: mapOptions(found.value, change) };
}

function changeOf(ctx: Ctx, state: State, operation: Exclude<ast.ParameterOperation, ast.ParameterDefaultOperation | ast.ParameterNamesOperation>, part: ast.ParameterExpansionPart, operand: Operand): (value: Value) => Value {
    const unknown = () => hole(part.text);
    const onKnown = (change: (fixed: string) => string | undefined) => (value: Value) => {
        const fixed = known(value);
        const changed = fixed === undefined ? undefined : change(fixed);
        return changed === undefined ? unknown() : text(changed);
    };
    switch (operation.type) {
        case 'Remove': {
            const pattern = piecePattern(operand(operation.operand, false));
            return pattern === undefined ? unknown : onKnown(fixed => remove(fixed, operation.operator, pattern));
        }
        case 'Replace': {
            const pattern = piecePattern(operand(operation.pattern, false));
            const replacement = known(pieceText(operand(operation.replacement, false)));
            return pattern === undefined || replacement === undefined ? unknown : onKnown(fixed => replace(fixed, operation.operator, pattern, replacement));
        }
        case 'Slice': {
            const offset = numberOf(ctx, state, ctx.run.evaluator.value(ctx, state, operation.offset), ctx.source.place(part.pos, part.end));
            const length = operation.length && numberOf(ctx, state, ctx.run.evaluator.value(ctx, state, operation.length), ctx.source.place(part.pos, part.end));
            return offset === undefined || operation.length && length === undefined ? unknown : onKnown(fixed => slice(fixed, offset, length));
        }
        case 'CaseModification':
            if (operation.operand) {
                operand(operation.operand, false);
                return unknown;
            }
            return onKnown(fixed => changeCase(fixed, operation.operator));
        case 'Transform':
            return value => transform(ctx, state, value, operation.operand.text, part);
        case 'Unknown':
            return unknown;
        default: {
            const never: never = operation;
            return never;
        }
    }
}

function remove(fixed: string, operator: '#' | '##' | '%' | '%%', pattern: string): string | undefined {
    const lengths = Array.from({ length: fixed.length + 1 }, (_, length) => length);
    const order = operator.length === 1 ? lengths : lengths.reverse();
    if (fixed.length > 4096) {
        return undefined;
    }
    for (const length of order) {
        const part = operator[0] === '#' ? fixed.slice(0, length) : fixed.slice(fixed.length - length);
        const matches = matchesPattern(pattern, part);
        if (matches === undefined) {
            return undefined;
        }
        if (matches) {
            return operator[0] === '#' ? fixed.slice(length) : fixed.slice(0, fixed.length - length);
        }
    }
    return fixed;
}

/** Only patterns that are plain text are replaced here: with stars the longest match would have to be found. */
function replace(fixed: string, operator: string, pattern: string, replacement: string): string | undefined {
    const plain = pattern.replace(/\\(.)/g, '$1');
    if (/(^|[^\\])[*?[]/.test(pattern) || /[@!+?*]\(/.test(pattern) || replacement.includes('&') || replacement.includes('\\')) {
        return undefined;
    }
    if (plain === '') {
        return operator === '/#' ? replacement + fixed : operator === '/%' ? fixed + replacement : fixed;
    }
    switch (operator) {
        case '//':
            return fixed.split(plain).join(replacement);
        case '/#':
            return fixed.startsWith(plain) ? replacement + fixed.slice(plain.length) : fixed;
        case '/%':
            return fixed.endsWith(plain) ? fixed.slice(0, fixed.length - plain.length) + replacement : fixed;
        default: {
            const at = fixed.indexOf(plain);
            return at < 0 ? fixed : fixed.slice(0, at) + replacement + fixed.slice(at + plain.length);
        }
    }
}

function slice(fixed: string, offset: number, length: number | undefined): string | undefined {
    const start = offset < 0 ? fixed.length + offset : offset;
    if (start < 0 || start > fixed.length) {
        return '';
    }
    const end = length === undefined ? fixed.length : length < 0 ? fixed.length + length : start + length;
    return end < start ? undefined : fixed.slice(start, end);
}

function changeCase(fixed: string, operator: '^' | '^^' | ',' | ',,'): string {
    const change = (part: string) => operator[0] === '^' ? part.toUpperCase() : part.toLowerCase();
    return operator.length === 2 ? change(fixed) : change(fixed.slice(0, 1)) + fixed.slice(1);
}

/** `${x@P}` expands its value as a prompt, and so runs the substitutions that stand in it. */
function transform(ctx: Ctx, state: State, value: Value, letter: string, part: ast.ParameterExpansionPart): Value {
    const fixed = known(value);
    if (letter === 'P') {
        if (fixed === undefined) {
            ctx.run.host.trouble({ kind: 'computed-code', message: 'expands a text that is not known as a prompt, which runs what stands in it', place: ctx.source.place(part.pos, part.end) });
        } else {
            expandPrompt(ctx, state, fixed, part);
        }
        return hole(part.text);
    }
    if (fixed === undefined || !'UuL'.includes(letter)) {
        return letter === 'Q' ? hole(part.text, 'any') : hole(part.text);
    }
    return text(letter === 'U' ? fixed.toUpperCase() : letter === 'L' ? fixed.toLowerCase() : fixed.slice(0, 1).toUpperCase() + fixed.slice(1));
}

/** Code that hides in a value. */
export function inject(ctx: Ctx, state: State, fixed: string | undefined, part: { readonly pos: number; readonly end: number }): void {
    if (fixed !== undefined) {
        runHidden(ctx, state, fixed, { message: 'holds a substitution that is run where it is used', place: ctx.source.place(part.pos, part.end) });
    }
}

function expandPrompt(ctx: Ctx, state: State, fixed: string, part: { readonly pos: number; readonly end: number }): void {
    if (/\$\(|`/.test(fixed)) {
        const code = `: "${fixed.replace(/"/g, '')}"`;
        ctx.run.evaluator.text(ctx, state, computedSource(ctx.source, code, parseShell(code), ctx.source.place(part.pos, part.end)));
    }
}

function sliceList(ctx: Ctx, state: State, found: Extract<Parameter, { kind: 'list' }>, operation: ast.ParameterSliceOperation, part: ast.ParameterExpansionPart): Parameter {
    const place = ctx.source.place(part.pos, part.end);
    const offset = numberOf(ctx, state, ctx.run.evaluator.value(ctx, state, operation.offset), place);
    const length = operation.length && numberOf(ctx, state, ctx.run.evaluator.value(ctx, state, operation.length), place);
    const isPositional = part.parameter === '@' || part.parameter === '*';
    if (offset === undefined || operation.length && length === undefined || found.open && (offset < 0 || length !== undefined)) {
        return { kind: 'list', items: [], open: true };
    }
    const all = isPositional ? [ctx.run.name, ...found.items] : found.items;
    const start = offset < 0 ? all.length + offset : offset;
    if (start < 0) {
        return { kind: 'list', items: [], open: false };
    }
    return { kind: 'list', items: all.slice(start, length === undefined ? undefined : length < 0 ? 0 : start + length), open: found.open };
}

