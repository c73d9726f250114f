/** Variables that scripts take from outside: which are required, which have a default, and what the docs say that they mean. */
import { docTables } from '../../sentinel/doc-mentions';
import type { CheckContext } from '../../sentinel/check';

export interface Setting {
    readonly name: string;
    /** As the script writes it; absent for one that must be given. */
    readonly fallback?: string;
    readonly meaning: string;
}

/** Of the scripts and all that they source, in the order of first sight. */
export function settingsOf(context: CheckContext, scripts: readonly string[]): Setting[] {
    const files = [...new Set(scripts.flatMap(script => context.shell.closure(script)))];
    const found = new Map<string, Setting>();
    for (const script of files.flatMap(file => context.shell.scripts.get(file) ?? [])) {
        const required = [
            ...script.calls.filter(call => /require|need|check|assert|validate/i.test(call.name ?? '') && call.words.length > 1 && call.words.slice(1).every(word => /^[A-Z][A-Z0-9_]+$/.test(word.value ?? ''))).flatMap(call => call.words.slice(1).map(word => word.value!)),
            ...script.reads.filter(read => read.required && /^[A-Z]/.test(read.name)).map(read => read.name)
        ];
        required.filter(name => !found.has(name)).forEach(name => found.set(name, { name, meaning: meaningOf(context, name) }));
        for (const set of script.sets.filter(one => one.keepsEnvironment && /^[A-Z][A-Z0-9_]+$/.test(one.name) && !found.has(one.name))) {
            const fallback = /\$\{\w+:?[-=]([^\n]*)\}"?$/.exec(script.text.slice(set.start, set.end))?.[1].replace(/^["']|["']$/g, '');
            found.set(set.name, { name: set.name, ...(fallback === undefined ? {} : { fallback }), meaning: meaningOf(context, set.name) });
        }
    }
    return [...found.values()];
}

function meaningOf(context: CheckContext, name: string): string {
    const row = docTables(context).filter(table => table.columns.length > 1).flatMap(table => table.rows).find(candidate => candidate.key.replace(/[${}]/g, '') === name);
    return row?.cells.at(-1) ?? '';
}
