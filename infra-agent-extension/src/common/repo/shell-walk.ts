/** The walk over the syntax tree that `readShellScript` makes. It knows bash's grammar and its builtins that set variables, nothing else. */
import { forEachChild, type ast } from '../shell/parse-shell';
import type { Condition, Piece, ShellCall, ShellFunction, ShellLoop, ShellRedirect, ShellScript, ShellWord, VariableRead, VariableSet } from './shell-script';

type Reading = Pick<ShellScript, 'calls' | 'reads' | 'sets' | 'functions' | 'loops' | 'conditions' | 'setsUnknown'>;

/** What surrounds the node that is walked. */
interface Scope {
    readonly inFunction?: string;
    readonly conditions: readonly Condition[];
    readonly tested: boolean;
    readonly failureHandled: boolean;
    readonly substituted: boolean;
    readonly background: boolean;
    readonly inLoop: boolean;
    readonly statement: { readonly pos: number; readonly end: number };
    /** Where positions do not fit the file (escaped backticks), everything stands at this place. */
    readonly fixed?: { readonly pos: number; readonly end: number };
    /** The calls met so far by the nearest collector: a substitution, a condition. */
    readonly into: ShellCall[];
}

const DECLARATIONS: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'typeset', 'readonly']);
const LEAVES: ReadonlySet<string> = new Set(['return', 'exit', 'continue', 'break']);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const FILE_TESTS: ReadonlySet<string> = new Set(['-f', '-e', '-d', '-s', '-r', '-x', '-L', '-h', '-w', '-a']);

export function readCalls(script: ast.ParsedScript, text: string): Reading {
    const walk = new ShellWalk(text);
    walk.statements(script.commands, {
        conditions: [], tested: false, failureHandled: false, substituted: false, background: false, inLoop: false,
        statement: { pos: 0, end: text.length }, into: []
    });
    return { ...walk.reading, setsUnknown: walk.setsUnknown };
}

/** A class, since the walk owns the lists that it fills; each list is in source order of first sight. */
class ShellWalk {
    readonly reading = {
        calls: [] as ShellCall[], reads: [] as VariableRead[], sets: [] as VariableSet[],
        functions: [] as ShellFunction[], loops: [] as ShellLoop[], conditions: [] as Condition[]
    };
    setsUnknown = false;

    constructor(private readonly text: string) { }

    /** A list of statements: one that leaves early under a condition puts that condition on all behind it. */
    statements(list: readonly ast.Statement[], scope: Scope): void {
        let conditions = scope.conditions;
        for (const statement of list) {
            const inner = { ...scope, conditions, background: scope.background || statement.background === true, statement: scope.fixed ?? statement };
            const before = this.reading.conditions.length;
            this.node(statement.command, inner);
            if (leavesEarly(statement.command)) {
                conditions = [...conditions, ...this.reading.conditions.slice(before)];
            }
        }
    }

    private node(node: ast.SyntaxNode, scope: Scope): void {
        switch (node.type) {
            case 'Command': this.command(node, scope); return;
            case 'Pipeline': this.pipeline(node, scope); return;
            case 'AndOr': this.andOr(node, scope); return;
            case 'If': this.conditional(node, scope); return;
            case 'While': {
                const condition = this.condition(node.clause, scope);
                this.statements(node.body.commands, { ...scope, inLoop: true, conditions: [...scope.conditions, condition], tested: false });
                return;
            }
            case 'For': case 'Select': this.loop(node, scope); return;
            case 'ArithmeticFor':
                for (const part of [node.initialize, node.test, node.update]) {
                    if (part) {
                        this.node(part, scope);
                    }
                }
                this.statements(node.body.commands, { ...scope, inLoop: true });
                return;
            case 'Case': this.cases(node, scope); return;
            case 'Function': this.define(node, scope); return;
            case 'Subshell': case 'BraceGroup': this.statements(node.body.commands, scope); return;
            case 'CompoundList': this.statements(node.commands, scope); return;
            case 'Redirected': {
                for (const redirect of node.redirects) {
                    this.redirect(redirect, scope);
                }
                this.node(node.command, scope);
                return;
            }
            case 'TestCommand': this.test(node.expression, scope); return;
            case 'ArithmeticCommand':
                if (node.expression) {
                    this.node(node.expression, scope);
                }
                return;
            case 'Assignment': this.assign(node, scope, { exported: false, local: false }); return;
            case 'Word': this.word(node, scope); return;
            case 'ArithmeticBinary': case 'ArithmeticUnary': this.arithmetic(node, scope); return;
            case 'ArithmeticWord':
                this.read(node.value, scope, node, { guarded: false, required: false });
                node.parts?.forEach(part => this.node(part, scope));
                return;
            default: forEachChild(node, child => this.node(child, scope));
        }
    }

    // ---- control flow ----

    private pipeline(node: ast.Pipeline, scope: Scope): void {
        const negated = node.prefixes.some(prefix => prefix.type === 'Negation');
        const stages: ShellCall[][] = [];
        for (const command of node.commands) {
            const into: ShellCall[] = [];
            this.node(command, { ...scope, tested: scope.tested || negated, into });
            stages.push(into);
            scope.into.push(...into);
        }
        stages.forEach((stage, index) => {
            const to = stages.slice(index + 1).flat();
            const from = stages.slice(0, index).flat();
            for (const call of stage) {
                (call.pipedTo as ShellCall[]).push(...to);
                (call.pipedFrom as ShellCall[]).push(...from);
            }
        });
    }

    /** `a && b || c`: each part is a condition of those behind it. */
    private andOr(node: ast.AndOr, scope: Scope): void {
        let conditions = scope.conditions;
        node.commands.forEach((command, index) => {
            const last = index === node.commands.length - 1;
            const handled = node.operators.slice(index).includes('||');
            const into: ShellCall[] = [];
            const readsBefore = this.reading.reads.length;
            const filesBefore: ShellWord[] = [];
            this.node(command, { ...scope, conditions, tested: scope.tested || !last, failureHandled: scope.failureHandled || handled, into });
            scope.into.push(...into);
            if (!last) {
                filesBefore.push(...testedFiles(command, word => this.quietWord(word)));
                const condition = this.remember(into, readsBefore, command, filesBefore);
                conditions = [...conditions, condition];
            }
        });
    }

    private conditional(node: ast.If, scope: Scope): void {
        let conditions = [...scope.conditions, this.condition(node.clause, scope)];
        this.statements(node.then.commands, { ...scope, conditions, tested: false });
        for (const branch of node.elif) {
            conditions = [...conditions, this.condition(branch.clause, { ...scope, conditions })];
            this.statements(branch.then.commands, { ...scope, conditions, tested: false });
        }
        if (node.else) {
            this.statements(node.else.commands, { ...scope, conditions, tested: false });
        }
    }

    private condition(clause: ast.CompoundList, scope: Scope): Condition {
        const into: ShellCall[] = [];
        const readsBefore = this.reading.reads.length;
        this.statements(clause.commands, { ...scope, tested: true, failureHandled: true, into });
        scope.into.push(...into);
        return this.remember(into, readsBefore, clause, testedFiles(clause, word => this.quietWord(word)));
    }

    private remember(calls: readonly ShellCall[], readsBefore: number, node: { pos: number; end: number }, filesTested: readonly ShellWord[]): Condition {
        const variables = [...new Set(this.reading.reads.slice(readsBefore).map(read => read.name))];
        const condition = { calls, variables, text: this.text.slice(node.pos, node.end), filesTested };
        this.reading.conditions.push(condition);
        return condition;
    }

    private loop(node: ast.For | ast.Select, scope: Scope): void {
        const words = (node.wordlist ?? []).map(word => this.word(word, scope));
        this.set({ name: node.name.value, scope, at: node.name });
        this.reading.loops.push({ name: node.name.value, words, start: node.pos, end: node.end });
        this.statements(node.body.commands, { ...scope, inLoop: true, tested: false });
    }

    private cases(node: ast.Case, scope: Scope): void {
        const readsBefore = this.reading.reads.length;
        const into: ShellCall[] = [];
        this.word(node.word, { ...scope, into });
        scope.into.push(...into);
        const condition = this.remember(into, readsBefore, node.word, []);
        for (const item of node.items) {
            item.pattern.forEach(pattern => this.word(pattern, scope));
            this.statements(item.body.commands, { ...scope, conditions: [...scope.conditions, condition], tested: false });
        }
    }

    private define(node: ast.Function, scope: Scope): void {
        const at = scope.fixed ?? node;
        this.reading.functions.push({ name: node.name.value, start: at.pos, end: at.end, bodyStart: scope.fixed?.pos ?? node.body.pos, bodyEnd: scope.fixed?.end ?? node.body.end });
        this.node(node.body, { ...scope, inFunction: node.name.value, conditions: [], tested: false, failureHandled: false, inLoop: false, into: [] });
    }

    // ---- commands ----

    private command(node: ast.Command, scope: Scope): void {
        const name = node.name ? this.word(node.name, scope) : undefined;
        const declaring = name?.value !== undefined && DECLARATIONS.has(name.value);
        const redirects: ShellRedirect[] = [];
        const environment: string[] = [];
        for (const part of node.prefix) {
            if (part.type !== 'Assignment') {
                redirects.push(this.redirect(part, scope));
            } else if (name) {
                environment.push(part.name);
                this.assignedValue(part, scope);
            } else {
                this.assign(part, scope, { exported: false, local: false });
            }
        }
        const words: ShellWord[] = name ? [name] : [];
        for (const part of node.suffix) {
            if (part.type === 'Word') {
                words.push(this.word(part, scope));
            } else if (part.type !== 'Assignment') {
                redirects.push(this.redirect(part, scope));
            } else if (declaring) {
                this.assign(part, scope, { exported: exportedNames(name.value!, words), local: name.value !== 'export' && scope.inFunction !== undefined && !words.some(word => /^-\w*g/.test(word.text)) });
            } else {
                words.push(this.assignmentWord(part, scope));
            }
        }
        if (!name && redirects.length === 0) {
            return;
        }
        const at = scope.fixed ?? node;
        const call: ShellCall = {
            words, name: name?.value, environment, redirects, inFunction: scope.inFunction, conditions: scope.conditions,
            tested: scope.tested, failureHandled: scope.failureHandled, pipedTo: [], pipedFrom: [], substituted: scope.substituted,
            background: scope.background, inLoop: scope.inLoop, start: at.pos, end: at.end, statementStart: scope.statement.pos, statementEnd: scope.statement.end
        };
        this.reading.calls.push(call);
        scope.into.push(call);
        this.builtin(call, scope);
    }

    /** Builtins that set variables, or that make it impossible to know which are set. */
    private builtin(call: ShellCall, scope: Scope): void {
        const args = call.words.slice(1);
        switch (call.name) {
            case 'export': case 'local': case 'declare': case 'typeset': case 'readonly':
                for (const word of args) {
                    this.declared(word, call.name, args, scope);
                }
                return;
            case 'read': case 'mapfile': case 'readarray': case 'getopts':
                this.readInto(call, args, scope);
                return;
            case 'printf': {
                const at = args.findIndex(word => word.value === '-v');
                if (at >= 0) {
                    this.setFromWord(args[at + 1], scope);
                }
                return;
            }
            case 'let':
                for (const word of args) {
                    const target = /^([A-Za-z_]\w*)\s*[-+*/%]?=/.exec(word.value ?? '')?.[1];
                    if (target) {
                        this.set({ name: target, scope, at: { pos: word.start, end: word.end } });
                    }
                }
                return;
            case 'eval':
                this.setsUnknown = this.setsUnknown || args.some(word => word.value === undefined);
                for (const word of args) {
                    for (const match of (word.value ?? '').matchAll(/(?:^|[\s;])([A-Za-z_]\w*)=/g)) {
                        this.set({ name: match[1], scope, at: { pos: word.start, end: word.end } });
                    }
                }
                return;
            case 'test': case '[':
                args.forEach((word, index) => {
                    if (word.value === '-v' && args[index + 1]?.value) {
                        this.reading.reads.push({ name: args[index + 1].value!, guarded: true, required: false, inFunction: scope.inFunction, start: word.start, end: word.end });
                    }
                });
        }
    }

    private declared(word: ShellWord, builtin: string, args: readonly ShellWord[], scope: Scope): void {
        const text = word.value ?? '';
        if (text.startsWith('-') || text.startsWith('+')) {
            return;
        }
        const [name] = text.split('=');
        if (NAME.test(name)) {
            // `export X` without a value passes on what the environment gave: it sets nothing.
            if (builtin !== 'export' || text.includes('=')) {
                this.set({ name, scope, at: { pos: word.start, end: word.end }, exported: exportedNames(builtin, args), local: builtin !== 'export' && scope.inFunction !== undefined });
            }
        } else if (word.value === undefined) {
            const prefix = word.pieces[0]?.kind === 'text' ? /^([A-Za-z_]\w*)=/.exec(word.pieces[0].text)?.[1] : undefined;
            if (prefix) {
                this.set({ name: prefix, scope, at: { pos: word.start, end: word.end }, exported: exportedNames(builtin, args) });
            } else {
                this.setsUnknown = true;
            }
        }
    }

    private readInto(call: ShellCall, args: readonly ShellWord[], scope: Scope): void {
        const valued = call.name === 'read' ? /^-\w*[dinNptu]$/ : /^-\w*[dnOsuCc]$/;
        let plain = 0;
        for (let index = 0; index < args.length; index++) {
            const text = args[index].value;
            if (text?.startsWith('-') && text !== '-') {
                index += valued.test(text) ? 1 : 0;
                continue;
            }
            plain++;
            if (call.name !== 'getopts' || plain === 2) {
                this.setFromWord(args[index], scope);
            }
        }
        const defaults: Record<string, readonly string[]> = { read: plain === 0 ? ['REPLY'] : [], getopts: ['OPTARG', 'OPTIND'], mapfile: plain === 0 ? ['MAPFILE'] : [], readarray: plain === 0 ? ['MAPFILE'] : [] };
        for (const name of defaults[call.name!] ?? []) {
            this.set({ name, scope, at: { pos: call.start, end: call.end } });
        }
    }

    private setFromWord(word: ShellWord | undefined, scope: Scope): void {
        const name = word?.value?.replace(/\[.*$/, '');
        if (word && name !== undefined && NAME.test(name)) {
            this.set({ name, scope, at: { pos: word.start, end: word.end } });
        } else if (word && word.value === undefined) {
            this.setsUnknown = true;
        }
    }

    // ---- variables and words ----

    private assign(node: ast.Assignment, scope: Scope, how: { exported: boolean; local: boolean }): void {
        const readsBefore = this.reading.reads.length;
        const value = this.assignedValue(node, scope);
        const keeps = this.reading.reads.slice(readsBefore).some(read => read.name === node.name);
        this.set({ name: node.name, scope, at: node, ...how, value: Array.isArray(value) ? undefined : value as ShellWord, elements: Array.isArray(value) ? value : undefined, keeps });
    }

    private assignedValue(node: ast.Assignment, scope: Scope): ShellWord | readonly ShellWord[] {
        if (node.index) {
            this.word(node.index, scope);
        }
        return node.value.type === 'Word' ? this.word(node.value, scope) : node.value.elements.map(element => this.word(element, scope));
    }

    /** `--set a=b` and `make X=1` come as assignments behind the program: a word like any other. */
    private assignmentWord(node: ast.Assignment, scope: Scope): ShellWord {
        const value = this.assignedValue(node, scope);
        const at = scope.fixed ?? node;
        const head: Piece = { kind: 'text', text: `${node.name}${node.append ? '+' : ''}=` };
        const tail: readonly Piece[] = Array.isArray(value) ? [{ kind: 'glob', text: node.text }] : (value as ShellWord).pieces;
        return wordOf(node.text, [head, ...tail], at);
    }

    private set(given: { name: string; scope: Scope; at: { pos: number; end: number }; exported?: boolean; local?: boolean; value?: ShellWord; elements?: readonly ShellWord[]; keeps?: boolean }): void {
        const { name, scope } = given;
        const at = scope.fixed ?? given.at;
        this.reading.sets.push({
            name, exported: given.exported ?? false, local: given.local ?? false, value: given.value, elements: given.elements, inFunction: scope.inFunction,
            keepsEnvironment: given.keeps ?? false, conditional: scope.conditions.length > 0, start: at.pos, end: at.end
        });
    }

    private read(name: string, scope: Scope, at: { pos: number; end: number }, how: { guarded: boolean; required: boolean }): void {
        if (NAME.test(name)) {
            const place = scope.fixed ?? at;
            this.reading.reads.push({ name, ...how, inFunction: scope.inFunction, start: place.pos, end: place.end });
        }
    }

    private quietWord(word: ast.Word): ShellWord {
        const sink = new ShellWalk(this.text);
        return sink.word(word, { conditions: [], tested: false, failureHandled: false, substituted: false, background: false, inLoop: false, statement: word, into: [] });
    }

    private word(node: ast.Word, scope: Scope): ShellWord {
        const pieces = node.parts ? node.parts.flatMap(part => this.piece(part, scope)) : [{ kind: 'text', text: node.value } as Piece];
        return wordOf(node.text, pieces, scope.fixed ?? node);
    }

    private piece(part: ast.WordPart | ast.DoubleQuotedChild, scope: Scope): Piece[] {
        switch (part.type) {
            case 'Literal': case 'SingleQuoted': case 'AnsiCQuoted':
                return [{ kind: 'text', text: part.value }];
            case 'DoubleQuoted': case 'LocaleString':
                return part.parts.flatMap(child => this.piece(child, scope));
            case 'SimpleExpansion':
                this.read(part.text.slice(1), scope, part, { guarded: false, required: false });
                return [{ kind: 'variable', name: part.text.slice(1), shown: part.text }];
            case 'ParameterExpansion': return [this.parameter(part, scope)];
            case 'CommandExpansion': case 'ProcessSubstitution': {
                const into: ShellCall[] = [];
                if (part.script) {
                    const fixed = scope.fixed ?? (part.script.source === undefined ? undefined : { pos: part.pos, end: part.end });
                    this.statements(part.script.commands, { ...scope, substituted: true, fixed, tested: false, into });
                    scope.into.push(...into);
                }
                return [{ kind: 'command', calls: into, shown: part.text }];
            }
            case 'ArithmeticExpansion':
                if (part.expression) {
                    this.node(part.expression, scope);
                }
                return [{ kind: 'variable', name: '', shown: part.text }];
            case 'Glob': case 'ExtendedGlob': case 'BraceExpansion':
                part.parts?.forEach(child => this.piece(child, scope));
                return [{ kind: 'glob', text: part.text }];
        }
    }

    private parameter(part: ast.ParameterExpansionPart, scope: Scope): Piece {
        const operation = part.operation;
        const whole = part.index !== undefined && ['@', '*'].includes(part.index.value);
        const byDefault = operation?.type === 'Default';
        const required = byDefault && operation.operator.endsWith('?');
        if (operation?.type !== 'Names') {
            this.read(part.parameter, scope, part, { guarded: byDefault || whole, required });
        }
        if (part.index && !whole) {
            this.word(part.index, scope);
        }
        let fallback: ShellWord | undefined;
        if (byDefault) {
            fallback = this.word(operation.operand, scope);
            if (operation.operator.endsWith('=')) {
                this.set({ name: part.parameter, scope, at: part, value: fallback, keeps: true });
            }
        } else if (operation) {
            forEachChild(operation, child => this.node(child, scope));
        }
        const suffixRemoved = operation?.type === 'Remove' && operation.operator.startsWith('%') ? operation.operand.value : undefined;
        const plain = operation === undefined || suffixRemoved !== undefined || (byDefault && !operation.operator.endsWith('+'));
        return { kind: 'variable', name: plain && part.prefix === undefined && !part.index ? part.parameter : '', fallback: byDefault && /[-=]$/.test(operation.operator) ? fallback : undefined, suffixRemoved, shown: part.text };
    }

    private redirect(node: ast.Redirection, scope: Scope): ShellRedirect {
        if (node.type === 'HereDoc') {
            for (const part of node.body.parts ?? []) {
                this.piece(part, scope);
            }
            return { operator: node.operator, heredoc: { text: node.body.text, start: node.body.pos, quoted: node.delimiter?.quoted ?? false } };
        }
        return { operator: node.operator, target: node.target ? this.word(node.target, scope) : undefined };
    }

    private test(expression: ast.TestExpression, scope: Scope): void {
        switch (expression.type) {
            case 'TestUnary':
                if (expression.operator === '-v') {
                    const name = expression.operand.value.replace(/\[.*$/, '');
                    this.read(name, scope, expression, { guarded: true, required: false });
                    return;
                }
                this.word(expression.operand, scope);
                return;
            case 'TestBinary':
                this.word(expression.left, scope);
                this.word(expression.right, scope);
                return;
            default: forEachChild(expression, child => child.type.startsWith('Test') ? this.test(child as ast.TestExpression, scope) : this.node(child, scope));
        }
    }

    /** `((count++))` and `((total = 1))` set. */
    private arithmetic(node: ast.ArithmeticBinary | ast.ArithmeticUnary, scope: Scope): void {
        const target = node.type === 'ArithmeticBinary' ? node.left : node.operand;
        const assigns = node.type === 'ArithmeticBinary' ? /^[-+*/%&|^]?=$|^(<<|>>)=$/.test(node.operator) : ['++', '--'].includes(node.operator);
        if (assigns && target.type === 'ArithmeticWord' && NAME.test(target.value)) {
            this.set({ name: target.value, scope, at: target });
        }
        const plain = node.type === 'ArithmeticBinary' && node.operator === '=';
        forEachChild(node, child => plain && child === target ? undefined : this.node(child, scope));
    }
}

function wordOf(text: string, pieces: readonly Piece[], at: { pos: number; end: number }): ShellWord {
    const known = pieces.every(piece => piece.kind === 'text');
    return { text, pieces, value: known ? pieces.map(piece => (piece as { text: string }).text).join('') : undefined, start: at.pos, end: at.end };
}

function exportedNames(builtin: string, words: readonly ShellWord[]): boolean {
    return builtin === 'export' || words.some(word => /^-\w*x/.test(word.text));
}

/** `if …; then … return; fi`, `… && exit 0`, `… || return`: what comes after runs only if it did not leave. */
function leavesEarly(node: ast.SyntaxNode): boolean {
    if (node.type === 'If') {
        return [node.then, ...node.elif.map(branch => branch.then), ...(node.else ? [node.else] : [])].some(list => list.commands.some(statement => leaves(statement.command)));
    }
    return node.type === 'AndOr' && node.commands.slice(1).some(leaves);
}

function leaves(node: ast.SyntaxNode): boolean {
    if (node.type === 'Command') {
        return LEAVES.has(node.name?.value ?? '');
    }
    if (node.type === 'BraceGroup') {
        return node.body.commands.some(statement => leaves(statement.command));
    }
    return node.type === 'AndOr' && node.commands.some(leaves);
}

/** Words behind `-f`, `-d` and their like, in `[[ ]]`, `[ ]` and `test`. */
function testedFiles(node: ast.SyntaxNode, word: (node: ast.Word) => ShellWord): ShellWord[] {
    const found: ShellWord[] = [];
    const visit = (child: ast.SyntaxNode | ast.TestExpression): void => {
        if (child.type === 'TestUnary') {
            if (FILE_TESTS.has(child.operator)) {
                found.push(word(child.operand));
            }
            return;
        }
        if (child.type === 'Command' && ['[', 'test'].includes(child.name?.value ?? '')) {
            child.suffix.forEach((part, index) => {
                const next = child.suffix[index + 1];
                if (part.type === 'Word' && FILE_TESTS.has(part.value) && next?.type === 'Word') {
                    found.push(word(next));
                }
            });
            return;
        }
        forEachChild(child as ast.SyntaxNode, visit);
    };
    visit(node);
    return found;
}
