/** Expands words in bash's order: braces, tilde, parameters and substitutions, splitting, pathnames, quotes. */
import { parseShell } from './parse-shell';
import type { ast } from './parse-shell';
import { evaluateArithmetic } from './arithmetic';
import { expandBraces } from './brace-expansion';
import { expandParameter, expandSimple } from './expand-parameter';
import type { Field } from './host';
import { BREAK, field, held, literal, piecePattern, pieceText, quoted, splitPieces, waysOf } from './pieces';
import type { Piece, Pieces, RawField } from './pieces';
import { derive, step } from './run';
import type { Ctx } from './run';
import { computedSource } from './source';
import type { Place, Source } from './source';
import { getSlot } from './state';
import type { State } from './state';
import { substitute, substituteProcess } from './substitution';
import { concat, hole, known, spread, text } from './value';
import type { Value } from './value';
import { variableOf } from './variables';

const FREE_PIECES = 32;

/** The argument lists that these words may become; more than one where a value is "one of several". */
export function expandWords(ctx: Ctx, state: State, words: readonly ast.Word[]): readonly (readonly Field[])[] {
    if (words.every(isPlain)) {
        return [words.map(word => plainField(ctx.source, word))];
    }
    const expanded = words.flatMap(word => expandWord(ctx, state, word));
    const ifs = separators(ctx, state);
    const ways = waysOf(expanded.map(({ pieces }) => pieces));
    // A list that grows with each command would cost the square of the text.
    const size = expanded.reduce((sum, { pieces }) => sum + pieces.length, 0) * ways.length;
    if (size > FREE_PIECES) {
        step(ctx.run, size >> 1);
    }
    return ways.map(way => {
        let vanished = false;
        const list = way.flatMap((pieces, index) => {
            const { word } = expanded[index];
            const place = ctx.source.place(word.pos, word.end);
            const fields = splitPieces(pieces, ifs).flatMap(raw => pathnames(ctx, state, raw, place).map(one => raw.assumed ? { ...one, assumed: true } : one));
            vanished ||= fields.length === 0 && pieces.some(piece => piece !== BREAK && piece.assumed);
            const inside = fields.length === 1 ? literalOf(ctx.source, word) : undefined;
            return inside ? [{ ...fields[0], literal: inside }] : fields;
        });
        // Where a word is only assumed to be nothing, none of the others is sure to have its place.
        return vanished ? list.map(one => ({ ...one, assumed: true })) : list;
    });
}

/** A word where nothing splits: values of assignments, redirections, `case` words. */
export function expandValue(ctx: Ctx, state: State, word: ast.Word): Value {
    return isPlain(word) ? text(word.value) : pieceText(wordPieces(ctx, state, word, false));
}

export function expandField(ctx: Ctx, state: State, word: ast.Word): Field {
    const inside = literalOf(ctx.source, word);
    return { ...field(spread(expandValue(ctx, state, word)), ctx.source.place(word.pos, word.end)), ...(inside ? { literal: inside } : {}) };
}

/** The value of an assignment, where a tilde also counts behind `:`. */
export function expandAssigned(ctx: Ctx, state: State, word: ast.Word): Value {
    if (!word.text.includes('~') || word.parts && !word.text.startsWith('~')) {
        return expandValue(ctx, state, word);
    }
    const home = variableOf(ctx, state, 'HOME').value;
    const value = expandValue(ctx, state, word);
    return concat(...value.map(part => typeof part !== 'string' || !part.includes(':~') ? [part] : concat(...part.split(/(?<=:)~(?=\/|:|$)/).flatMap((chunk, index) => index === 0 ? [text(chunk)] : [home, text(chunk)]))));
}

/** A word as a pattern; undefined where it is not known. */
export function expandPattern(ctx: Ctx, state: State, word: ast.Word): string | undefined {
    return piecePattern(wordPieces(ctx, state, word, false));
}

/** Words as a list of values, without choosing between alternatives: loop lists, array elements. */
export function expandList(ctx: Ctx, state: State, words: readonly ast.Word[]): Value[] {
    const [first, ...others] = expandWords(ctx, state, words);
    if (others.length === 0) {
        return first.map(listed);
    }
    const longest = Math.max(first.length, ...others.map(way => way.length));
    const sameLength = others.every(way => way.length === first.length);
    return sameLength ? first.map((_, index) => [first, ...others].map(way => held(way[index])).reduce((a, b) => joinListed(a, b))) : [many(`${longest} words`)];
}

function joinListed(a: Value, b: Value): Value {
    return [{ shown: '…', nature: 'any', options: [a, b] }];
}

/** Paths that a pattern stands for are remembered as such. */
function listed(one: Field): Value {
    const { value, splits } = one;
    const [only, last] = value;
    if (!splits || value.length === 1 && typeof only === 'object' && only.many) {
        return held(one);
    }
    const shown = value.map(part => typeof part === 'string' ? part : part.shown).join('');
    const pattern = value.length === 2 && typeof last === 'object' ? last.pattern : undefined;
    return pattern === undefined ? many(shown) : [{ shown, nature: 'any', many: true, pattern }];
}

export function many(shown: string): Value {
    return [{ shown, nature: 'any', many: true }];
}

/** The text of a here-document's body. */
export function expandHereDocument(ctx: Ctx, state: State, document: ast.HereDoc): Value {
    const raw = document.operator === '<<-' ? stripTabs(document.body.text) : document.body.text;
    if (document.delimiter?.quoted || !document.body.parts) {
        return text(document.delimiter?.quoted ? raw : raw.replace(/\\([$`\\])/g, '$1').replace(/\\\n/g, ''));
    }
    const value = pieceText(document.body.parts.flatMap(part => expandPart(ctx, state, part, true)));
    return document.operator === '<<-' ? value.map(part => typeof part === 'string' ? stripTabs(part) : part) : value;
}

function stripTabs(body: string): string {
    return body.replace(/^\t+/gm, '');
}

/** Nothing of the word is expanded, and it is one field. */
function isPlain(word: ast.Word): boolean {
    return word.text[0] !== '~' && !(word.text.includes('=') && ASSIGNS_HOME.test(word.text)) && (word.parts === undefined || word.parts.every(part => part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted'));
}

function plainField(source: Source, word: ast.Word): Field {
    const inside = literalOf(source, word);
    return { value: text(word.value), splits: false, place: source.place(word.pos, word.end), ...(inside ? { literal: inside } : {}) };
}

/** Where the characters of a literal word lie one to one in the source. */
function literalOf(source: Source, word: ast.Word): Field['literal'] {
    if (!word.parts) {
        return word.text === word.value && word.text[0] !== '~' && !ASSIGNS_HOME.test(word.text) ? { source, offset: word.pos } : undefined;
    }
    const only = word.parts.length === 1 ? word.parts[0] : undefined;
    if (only?.type === 'SingleQuoted') {
        return { source, offset: only.pos + 1 };
    }
    const inner = only?.type === 'DoubleQuoted' && only.parts.length === 1 ? only.parts[0] : undefined;
    return inner?.type === 'Literal' && inner.text === inner.value ? { source, offset: inner.pos } : undefined;
}

/** Characters that split; undefined when IFS is not known. */
function separators(ctx: Ctx, state: State): string | undefined {
    const variable = variableOf(ctx, state, 'IFS');
    return known(variable.value);
}

interface Expanded {
    readonly word: ast.Word;
    readonly pieces: Pieces;
}

function expandWord(ctx: Ctx, state: State, word: ast.Word): Expanded[] {
    if (!hasBraces(word)) {
        const pieces = wordPieces(ctx, state, word, false);
        return [{ word, pieces: ASSIGNS_HOME.test(word.text) ? withHome(ctx, state, pieces) : pieces }];
    }
    const raws = expandBraces(word.text);
    if (!raws) {
        return [{ word, pieces: [{ value: many(word.text), quoted: false, expanded: true }] }];
    }
    const place = ctx.source.place(word.pos, word.end);
    return raws.map(raw => ({ word, pieces: rawPieces(ctx, state, raw, place) }));
}

/** `of=~/x`: bash also expands the tilde of an argument that looks like an assignment. */
const ASSIGNS_HOME = /^[A-Za-z_]\w*=(?:[^"'\\$`]*:)?~/;

function withHome(ctx: Ctx, state: State, pieces: Pieces): Pieces {
    const [first, ...rest] = pieces;
    const start = first && first !== BREAK && !first.quoted ? known(first.value) : undefined;
    if (start === undefined) {
        return pieces;
    }
    const home = variableOf(ctx, state, 'HOME').value;
    const chunks = start.split(/(?<=^[A-Za-z_]\w*=|:)~(?=[/:]|$)/);
    return [...chunks.flatMap((chunk, index) => index === 0 ? [literal(text(chunk))] : [quoted(home), literal(text(chunk))]), ...rest];
}

function hasBraces(word: ast.Word): boolean {
    return word.parts?.some(part => part.type === 'BraceExpansion') === true;
}

/** A word that brace expansion made is read again, since what its parts are may have changed. */
function rawPieces(ctx: Ctx, state: State, raw: string, place: Place): Pieces {
    const parsed = parseShell(`x ${raw}`);
    const command = parsed.script.commands[0]?.command;
    const words = command?.type === 'Command' ? command.args : [];
    if (raw === '') {
        return [];
    }
    if (parsed.problems.length > 0 || words.length !== 1 || words[0].type !== 'Word') {
        return [{ value: hole(raw), quoted: false, expanded: true }];
    }
    const source = computedSource(ctx.source, `x ${raw}`, parsed, place);
    return wordPieces(derive(ctx, { source }), state, words[0], true);
}

function wordPieces(ctx: Ctx, state: State, word: ast.Word, bracesDone: boolean): Pieces {
    const tilde = /^~([^/"'\\$`]*)(?=\/|$)/.exec(word.text);
    const home = tilde ? tildeValue(ctx, state, tilde[1]) : undefined;
    if (!word.parts) {
        return home ? [quoted(home), literal(text(word.value.slice(tilde![0].length)))] : word.value === '' ? word.text === '' ? [] : [quoted([])] : [literal(text(word.value))];
    }
    const pieces = word.parts.flatMap(part => part.type === 'BraceExpansion' && bracesDone ? [literal(text(part.text))] : expandPart(ctx, state, part, false));
    return home ? dropTilde(pieces, tilde![0], home) : pieces;
}

function dropTilde(pieces: Pieces, tilde: string, home: Value): Pieces {
    const [first, ...rest] = pieces;
    const start = first !== BREAK && first && typeof first.value[0] === 'string' ? first.value[0] : '';
    return start.startsWith(tilde) ? [quoted(home), literal(text(start.slice(tilde.length))), ...rest] : pieces;
}

function tildeValue(ctx: Ctx, state: State, name: string): Value {
    switch (name) {
        case '':
            return variableOf(ctx, state, 'HOME').value;
        case '+':
            return getSlot(state, 'cwd');
        case '-':
            return getSlot(state, 'previous');
        default:
            return [{ shown: `~${name}`, nature: 'any' }];
    }
}

function expandPart(ctx: Ctx, state: State, part: ast.WordPart, inQuotes: boolean): Pieces {
    switch (part.type) {
        case 'Literal':
            return [inQuotes ? quoted(text(part.value)) : literal(text(part.value))];
        case 'SingleQuoted': case 'AnsiCQuoted':
            return [quoted(text(part.value))];
        case 'DoubleQuoted': case 'LocaleString':
            return quotedPieces(ctx, state, part.parts);
        case 'SimpleExpansion':
            return expandSimple(ctx, state, part.text.slice(1), inQuotes);
        case 'ParameterExpansion':
            return expandParameter(ctx, state, part, inQuotes, (word, within) => operandPieces(ctx, state, word, within));
        case 'CommandExpansion':
            return [{ value: substitute(ctx, state, part), quoted: inQuotes, expanded: true }];
        case 'ArithmeticExpansion':
            return [{ value: evaluateArithmetic(ctx, state, part.expression, part), quoted: inQuotes, expanded: true }];
        case 'ProcessSubstitution':
            return [quoted(substituteProcess(ctx, state, part))];
        case 'Glob':
            return part.kind === 'bracket' && !part.parts.every(inner => inner.type === 'Literal') ? [{ value: hole(part.text), quoted: false, expanded: true }, ...effectsOf(ctx, state, part.parts)] : [globPiece(part.text)];
        case 'ExtendedGlob':
            return [{ value: [{ shown: part.text, nature: 'any' }], quoted: false, expanded: true }, ...effectsOf(ctx, state, part.parts ?? [])];
        case 'BraceExpansion':
            return [literal(text(part.text))];
        default: {
            const never: never = part;
            return never;
        }
    }
}

/** Parts that are evaluated for what they start; their text is part of a whole that is not known. */
function effectsOf(ctx: Ctx, state: State, parts: readonly ast.WordPart[]): Pieces {
    parts.forEach(part => expandPart(ctx, state, part, false));
    return [];
}

function globPiece(pattern: string): Piece {
    return { value: text(pattern), quoted: false, expanded: false, glob: true };
}

/** What is in double quotes is there even if it is empty, unless it is an empty list alone. */
function quotedPieces(ctx: Ctx, state: State, parts: readonly ast.DoubleQuotedChild[]): Pieces {
    const pieces = parts.flatMap(part => expandPart(ctx, state, part, true));
    const onlyList = parts.length > 0 && pieces.length === 0;
    return onlyList ? [] : pieces.length === 0 ? [quoted([])] : pieces;
}

/** The word behind `:-` and its like; in double quotes it does not split. */
function operandPieces(ctx: Ctx, state: State, word: ast.Word, inQuotes: boolean): Pieces {
    const pieces = wordPieces(ctx, state, word, true);
    return pieces.map(piece => piece === BREAK ? piece : inQuotes ? { ...piece, quoted: true } : piece.quoted ? piece : { ...piece, expanded: true });
}

/** Pathname expansion of one field. */
function pathnames(ctx: Ctx, state: State, raw: RawField, place: Place): Field[] {
    if (raw.pattern === undefined || getSlot(state, 'options').noglob === true) {
        return [field(raw.value, place, raw.splits)];
    }
    const fixed = known(raw.value);
    const cwd = getSlot(state, 'cwd');
    const names = fixed === undefined || getSlot(state, 'options').noglob === undefined ? undefined : ctx.run.host.glob(raw.pattern, cwd);
    if (names && names.length <= 256) {
        return names.length > 0 ? names.map(name => field(text(name), place)) : [field(raw.value, place)];
    }
    const shown = raw.value.map(part => typeof part === 'string' ? part : part.shown).join('');
    const before = typeof raw.value[0] === 'string' ? /^[^*?[]*/.exec(raw.value[0])![0] : '';
    return [field(concat(text(before), [{ shown: shown.slice(before.length), nature: 'any', pattern: raw.pattern, many: before === '' }]), place, true)];
}
