/** Builtins that set variables, functions and aliases. */
import { assignNode, assignText } from './assignments';
import { splitOptions, wordOf } from './builtin';
import type { Builtin, BuiltinCall } from './builtin';
import { inject } from './expand-parameter';
import { evaluateArithmeticText } from './arithmetic';
import { getAlias, getFunction, getVariable, setAlias, setFunction, setVariable, UNKNOWN_FUNCTION } from './state';
import type { Variable } from './state';
import { EMPTY, known, optionsOf, text } from './value';
import type { Value } from './value';
import { assign, loseVariables, variableOf } from './variables';

type Attributes = Omit<Variable, 'value' | 'items' | 'open'>;

export const declarationBuiltins: Readonly<Record<string, Builtin>> = {
    export: declare, declare, typeset: declare, local: declare, readonly: declare, unset, alias, unalias, let: arithmetic
};

function declare(call: BuiltinCall): void {
    const { options, rest } = splitOptions(call.args, 'aAfFgiIlnrtuxp');
    const attributes: Attributes = {
        ...(call.name === 'export' && !options.includes('n') || options.includes('x') ? { exported: true } : {}),
        ...(call.name === 'readonly' || options.includes('r') ? { readonly: true } : {}),
        ...(options.includes('A') ? { keyed: true } : {}),
        ...(options.includes('i') ? { shape: 'integer' as const } : options.includes('l') ? { shape: 'lower' as const } : options.includes('u') ? { shape: 'upper' as const } : {})
    };
    if (options.includes('f') || options.includes('F')) {
        return rest.forEach(field => exportFunction(call, wordOf(field)));
    }
    const isLocal = call.ctx.call?.isFunction === true && (call.name === 'local' || (call.name === 'declare' || call.name === 'typeset') && !options.includes('g'));
    for (const node of call.declarations) {
        hide(call, isLocal, node.name);
        options.includes('n') && call.name !== 'export' ? refer(call, node.name, node.value.type === 'Word' ? call.ctx.run.evaluator.value(call.ctx, call.state, node.value) : EMPTY) : assignNode(call.ctx, call.state, node, attributes);
    }
    for (const field of rest) {
        const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(known(field.value) ?? (typeof field.value[0] === 'string' ? field.value[0] : ''))?.[0];
        hide(call, isLocal, name);
        if (isLocal && name !== undefined && known(field.value) === name) {
            assign(call.ctx, call.state, name, { value: EMPTY, ...attributes }, field.place);
        } else if (field.splits) {
            loseVariables(call.ctx, call.state, field.place, `an argument of ${call.name}`);
        } else {
            judgeQuotedList(call, field.value, options);
            assignText(call.ctx, call.state, field.value, attributes, field.place);
        }
    }
}

/** `declare -a 'a=($(rm x))'`: a quoted list is expanded once more for an array, and a number is arithmetic. */
function judgeQuotedList(call: BuiltinCall, value: Value, options: string): void {
    const [first] = value;
    const list = typeof first === 'string' ? /^[A-Za-z_][A-Za-z0-9_]*\+?=(.*)$/s.exec(first)?.[1] : undefined;
    if (list !== undefined && (list.startsWith('(') || options.includes('i'))) {
        inject(call.ctx, call.state, value.map(part => typeof part === 'string' ? part : `$(${part.shown})`).join(''), { pos: 0, end: 0 });
    }
}

function hide(call: BuiltinCall, isLocal: boolean, name: string | undefined): void {
    const frame = call.ctx.call;
    if (isLocal && frame && name !== undefined && !frame.locals.has(name)) {
        frame.locals.set(name, { saved: getVariable(call.state, name), certain: call.state === frame.base });
    }
}

function refer(call: BuiltinCall, name: string, target: Value): void {
    optionsOf(target).forEach(option => inject(call.ctx, call.state, known(option), { pos: 0, end: 0 }));
    assign(call.ctx, call.state, name, { value: EMPTY, reference: target }, call.place);
}

function exportFunction(call: BuiltinCall, name: string | undefined): void {
    const slot = name === undefined ? undefined : getFunction(call.state, name);
    if (slot && name !== undefined) {
        setFunction(call.state, name, { ...slot, exported: true });
    }
}

function unset(call: BuiltinCall): void {
    const { options, rest } = splitOptions(call.args, 'fvn');
    for (const field of rest) {
        const name = wordOf(field);
        if (name === undefined) {
            loseVariables(call.ctx, call.state, field.place, 'an argument of unset');
        } else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
            inject(call.ctx, call.state, name, { pos: 0, end: 0 });
            const array = /^[A-Za-z_][A-Za-z0-9_]*/.exec(name)?.[0];
            if (array) {
                assign(call.ctx, call.state, array, { ...variableOf(call.ctx, call.state, array), items: new Map(), open: true }, field.place);
            }
        } else {
            unsetName(call, name, options);
        }
    }
}

function unsetName(call: BuiltinCall, name: string, options: string): void {
    if (options.includes('n')) {
        return setVariable(call.state, name, { value: EMPTY, unset: true });
    }
    const isVariable = !options.includes('f') && (options.includes('v') || !getFunction(call.state, name) || getVariable(call.state, name) !== undefined);
    if (isVariable) {
        assign(call.ctx, call.state, name, { value: EMPTY, unset: true }, call.place);
    }
    if (!options.includes('v') && getFunction(call.state, name)) {
        const slot = getFunction(call.state, name)!;
        const ever = call.ctx.run.everFunctions.get(name);
        if (ever) {
            call.ctx.run.everFunctions.set(name, { ...ever, maybeMissing: true });
        }
        setFunction(call.state, name, isVariable ? { ...slot, maybeMissing: true } : UNKNOWN_FUNCTION);
    }
}

function alias(call: BuiltinCall): void {
    for (const node of call.declarations) {
        const value = node.value.type === 'Word' ? call.ctx.run.evaluator.value(call.ctx, call.state, node.value) : EMPTY;
        addAlias(call, node.name, value);
    }
    for (const field of splitOptions(call.args, 'p').rest) {
        const first = typeof field.value[0] === 'string' ? field.value[0] : '';
        const equals = first.indexOf('=');
        if (equals < 1) {
            if (known(field.value) === undefined) {
                call.ctx.run.host.trouble({ kind: 'redefined', message: 'sets an alias whose name is not known', place: field.place });
            }
            continue;
        }
        addAlias(call, first.slice(0, equals), [...text(first.slice(equals + 1)), ...field.value.slice(1)]);
    }
}

function addAlias(call: BuiltinCall, name: string, value: Value): void {
    setAlias(call.state, name, { texts: [...getAlias(call.state, name)?.texts ?? [], value].slice(-4) });
    call.ctx.run.aliases = true;
}

/** Whether an alias is gone depends on when a line was read, so it stays possible. */
function unalias(): void {
    return undefined;
}

function arithmetic(call: BuiltinCall): void {
    for (const field of call.args) {
        const code = wordOf(field);
        if (code === undefined) {
            loseVariables(call.ctx, call.state, field.place, 'an argument of let');
        } else {
            evaluateArithmeticText(call.ctx, call.state, code);
        }
    }
}
