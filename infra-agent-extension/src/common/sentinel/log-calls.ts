/** How scripts of a family log: which of their shared functions open a log, and which say something. */
import { groupBy } from '../repo/group-by';
import type { CheckContext } from './check';
import type { ShellCall, ShellScript } from '../repo/shell-script';

/** Calls at top level of functions that come from a shared library and write to a log, or say something through one that does. */
export function logCalls(context: CheckContext, script: ShellScript): ShellCall[] {
    const functions = context.shell.functions(script.file);
    return script.calls.filter(call => call.inFunction === undefined && !call.substituted && call.name !== undefined && functions.has(call.name) && functions.get(call.name) !== script.file && isLogName(call.name));
}

/** Any sign of logging, in functions too: then its author thought of it. */
export function logsAtAll(context: CheckContext, script: ShellScript): boolean {
    const functions = context.shell.functions(script.file);
    return script.calls.some(call => (call.name !== undefined && functions.has(call.name) && isLogName(call.name)) || call.redirects.some(redirect => /log/i.test(redirect.target?.text ?? '')) || (call.name === 'tee' && call.words.some(word => /log/i.test(word.text))) || call.name === 'exec' && call.redirects.length > 0);
}

export function isLogName(name: string): boolean {
    return /(^|[_:.-])(log|logs|logging|logger)([_:.-]|$)|^(log|info|step|section|banner|say)\w*$/i.test(name);
}

/** Functions that open a log: they redirect the script's own output, or set up a `tee`. */
export function opensLog(context: CheckContext, script: ShellScript, name: string): boolean {
    const owner = context.shell.scripts.get(context.shell.functions(script.file).get(name) ?? '');
    return owner?.calls.some(call => call.inFunction === name && call.name === 'exec' && call.redirects.some(redirect => /^(>>?|&>>?|>&)$/.test(redirect.operator))) ?? false;
}

/** Functions that at least three quarters of the scripts call at top level, in the order in which they call them. */
export function commonLogFunctions(context: CheckContext, scripts: readonly ShellScript[]): string[] {
    const callers = scripts.map(script => ({ script, calls: logCalls(context, script) })).filter(({ calls }) => calls.length > 0);
    const counts = groupBy(callers.flatMap(({ calls }) => [...new Set(calls.map(call => call.name!))]), name => name);
    return [...counts].filter(([, all]) => all.length * 4 >= scripts.length * 3 && all.length >= 3).map(([name]) => name);
}
