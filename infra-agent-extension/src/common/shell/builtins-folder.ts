/** Builtins that move between folders. */
import { splitOptions, wordOf } from './builtin';
import type { Builtin, BuiltinCall } from './builtin';
import { joinPathValue } from './shell-path';
import { getSlot, getVariable, setSlot, setVariable } from './state';
import { concat, EMPTY, hole, known, sameValue, text } from './value';
import type { Value } from './value';
import { isUnset, variableOf } from './variables';

export const folderBuiltins: Readonly<Record<string, Builtin>> = {
    cd, pushd, popd, dirs: call => call.print(hole('$(dirs)')), pwd: call => call.print(concat(getSlot(call.state, 'cwd'), text('\n')))
};

const ALWAYS_THERE: ReadonlySet<string> = new Set(['/', '/tmp', '/etc', '/usr', '/var', '/root', '/home']);

function cd(call: BuiltinCall): void {
    const { ctx, state } = call;
    const { rest } = splitOptions(call.args, 'LPe@');
    const [target] = rest;
    if (rest.length > 1 || target?.splits) {
        return moveTo(call, hole(target ? '…' : ''));
    }
    if (wordOf(target) === '-') {
        call.print(concat(getSlot(state, 'previous'), text('\n')));
        return moveTo(call, getSlot(state, 'previous'));
    }
    const home = variableOf(ctx, state, 'HOME').value;
    moveTo(call, target ? destination(call, target.value) : isUnset(home) ? hole('~') : home);
}

function destination(call: BuiltinCall, target: Value): Value {
    const { ctx, state } = call;
    const searched = variableOf(ctx, state, 'CDPATH').value;
    const fixed = known(target);
    if (!isUnset(searched) && searched.length > 0 && (fixed === undefined || !/^\.{0,2}(\/|$)/.test(fixed))) {
        return hole(fixed ?? '…');
    }
    return sameValue(target, EMPTY) ? getSlot(state, 'cwd') : joinPathValue(getSlot(state, 'cwd'), target);
}

/** One is there if it worked, and where one was if not; what follows decides. */
function moveTo({ ctx, state }: BuiltinCall, folder: Value): void {
    const before = getSlot(state, 'cwd');
    const fixed = known(folder);
    const certain = fixed !== undefined && (ALWAYS_THERE.has(fixed) || ctx.run.host.folderExists(fixed)) || sameValue(before, folder);
    setSlot(state, 'cwd', folder);
    setSlot(state, 'previous', before);
    setSlot(state, 'elsewhere', certain ? undefined : before);
    setSlot(state, 'status', certain ? 'zero' : 'unknown');
    for (const name of ['PWD', 'OLDPWD']) {
        const own = getVariable(state, name);
        if (own) {
            setVariable(state, name, { ...own, value: name === 'PWD' ? folder : before });
        }
    }
}

function pushd(call: BuiltinCall): void {
    const { state } = call;
    const { rest } = splitOptions(call.args, 'n');
    const stack = getSlot(state, 'folders');
    const [target] = rest;
    if (!target || target.splits || /^[-+][0-9]/.test(known(target.value) ?? '')) {
        setSlot(state, 'folders', undefined);
        return moveTo(call, hole('…'));
    }
    setSlot(state, 'folders', stack && [getSlot(state, 'cwd'), ...stack]);
    moveTo(call, destination(call, target.value));
    call.print(hole('$(pushd)'));
}

function popd(call: BuiltinCall): void {
    const [top, ...rest] = getSlot(call.state, 'folders') ?? [];
    setSlot(call.state, 'folders', getSlot(call.state, 'folders') && call.args.length === 0 ? rest : undefined);
    moveTo(call, top && call.args.length === 0 ? top : hole('…'));
    call.print(hole('$(popd)'));
}
