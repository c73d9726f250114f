/**
 * The headed form of an operation: lines `Title:`, `Mode:`, `TargetAgent: @Name`, `Risk:`, list sections `Preconditions:`,
 * `ExpectedOutputs:`, `Rollback:`, and `Prompt:` with free text up to the next section. It becomes a delegation.
 */
const HEADING = /^(Title|Mode|TargetAgent|Risk|Preconditions|ExpectedOutputs|Rollback|Prompt):[ \t]*(.*)$/;

export function isHeadedForm(source: string): boolean {
    return /^\s*Title:/.test(source);
}

/** A raw value for the schema to judge; what a section says is kept as text, since nobody but a person or a role can read it. */
export function readHeadedForm(source: string): unknown {
    const sections = readSections(source);
    const text = (name: string) => sections.get(name)?.join('\n').trim() ?? '';
    const list = (name: string) => (sections.get(name) ?? []).map(line => line.replace(/^\s*(?:[-*]|\d+\.)\s*/, '').trim()).filter(Boolean);
    const preconditions = list('Preconditions').map(manual => ({ manual }));
    const prompt = [text('Prompt'), bulleted('Expected outputs', list('ExpectedOutputs')), bulleted('Rollback', list('Rollback'))].filter(Boolean).join('\n\n');
    return {
        title: text('Title'),
        mode: text('Mode').toLowerCase(),
        ...(text('Risk') ? { risk: text('Risk').toUpperCase() } : {}),
        ...(preconditions.length > 0 ? { preconditions } : {}),
        delegate: { role: text('TargetAgent').replace(/^@/, '').toLowerCase(), prompt }
    };
}

function readSections(source: string): Map<string, string[]> {
    const sections = new Map<string, string[]>();
    let current: string[] | undefined;
    for (const line of source.split(/\r?\n/)) {
        const heading = HEADING.exec(line);
        if (heading) {
            current = heading[2] ? [heading[2]] : [];
            sections.set(heading[1], current);
        } else {
            current?.push(line);
        }
    }
    return sections;
}

function bulleted(title: string, items: readonly string[]): string {
    return items.length > 0 ? `${title}:\n${items.map(item => `- ${item}`).join('\n')}` : '';
}
