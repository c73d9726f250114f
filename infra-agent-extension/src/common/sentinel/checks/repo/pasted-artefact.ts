/** What pasting leaves behind: citation marks of chat tools, private-use and zero-width characters. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { changed, patchEdit } from '../../mend-edits';
import { perFile } from '../../per-file';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

/** Citation marks, with the blank in front; characters that nobody types. Joiners inside emoji and Indic or Arabic script are left alone. */
const ARTEFACT = /[ \t]*(?:\uE200?(?:cite|filecite|navlist|video|i|image_group)[\s\S]{0,4}?(?:turn\d+\w+\d+[\uE200-\uE2FF]?)+\uE201?|[\uE200-\uE202]+|【\d+(?::\d+)?†[^】\n]{0,80}】|:contentReference\[oaicite:\d+\]\{index=\d+\}|\boaicite:\d+)|[\u200B\u2060\u00AD\u180E]|(?<!^)\uFEFF|(?<![\p{Extended_Pictographic}\u{1F3FB}-\u{1F3FF}\uFE0F\u0600-\u0DFF])[\u200C\u200D]|[\uE000-\uE1FF\uE203-\uF8FF]/gu;

export const check: Check = {
    meta: {
        id: 'repo/pasted-artefact', severity: 'warning',
        title: 'Characters that pasting left behind',
        docs: 'Citation marks of chat tools, private-use characters and zero-width spaces come along with pasted text. In a script or manifest they change names and values without being seen; in docs they break search and copied commands. The mend removes exactly these characters.'
    },
    *run(context): Iterable<Finding> {
        for (const file of context.files.filter(candidate => !isForeign(candidate))) {
            const text = context.text(file)!;
            const found = artefacts(context, file);
            if (found.length === 0) {
                continue;
            }
            const [first] = found;
            const without = changed(text, found.map(match => ({ start: match.index, end: match.index + match[0].length, text: '' })));
            const start = first.index + (/^[ \t]*/.exec(first[0])?.[0].length ?? 0);
            yield report(context, check.meta, { file, start, end: first.index + first[0].length }, {
                message: `${described(first[0])} ${found.length > 1 ? `and ${found.length - 1} more ` : ''}left over from pasted text.`,
                mend: { title: `Remove what pasting left in ${file}`, edits: [patchEdit(file, text, without)] }
            });
        }
    }
};

/** Some letter of every artefact: most texts have none, and are searched no further. */
const TRACE = /[\u00AD\u180E\u200B-\u200D\u2060\uFEFF\uE000-\uF8FF\u3010]|oaicite|turn\d/;

const artefacts = perFile((context, file): RegExpExecArray[] => {
    const text = context.text(file)!;
    // Icons of fonts live in the private-use area, and prompts use them on purpose.
    return TRACE.test(text) ? [...text.matchAll(ARTEFACT)].filter(match => !/^[\uE000-\uE1FF\uE203-\uF8FF]$/u.test(match[0]) || !usesIcons(text)) : [];
});

function usesIcons(text: string): boolean {
    return [...text.matchAll(/[\uE000-\uF8FF]/g)].length > 3;
}

function described(artefact: string): string {
    const letters = [...artefact.trim()];
    const codes = letters.filter(letter => letter.codePointAt(0)! > 0x7f).map(letter => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);
    return letters.length > 2 ? 'A citation mark' : `An invisible character (${codes.join(', ')})`;
}
