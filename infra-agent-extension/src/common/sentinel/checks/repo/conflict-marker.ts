/** A merge conflict that was committed. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';
import { isForeign } from '../../shell-view';

export const check: Check = {
    meta: {
        id: 'repo/conflict-marker', severity: 'error',
        title: 'An unresolved merge conflict',
        docs: 'The three marks that git leaves in a file with a conflict (`<<<<<<<`, `=======`, `>>>>>>>`) are there in their order. Which side is right is for a person; there is no mend.'
    },
    *run(context): Iterable<Finding> {
        for (const file of context.files.filter(candidate => !isForeign(candidate))) {
            const text = context.text(file)!;
            const blocks = context.model(file)?.markdown?.codeBlocks ?? [];
            for (const match of text.includes('<<<<<<< ') ? text.matchAll(/^<{7} .*\r?\n(?:(?!<{7} )[\s\S])*?^={7}\r?\n[\s\S]*?^>{7} .*$/gm) : []) {
                if (!blocks.some(block => match.index >= block.start && match.index < block.end)) {
                    yield report(context, check.meta, { file, start: match.index, end: match.index + match[0].indexOf('\n') }, { message: 'An unresolved merge conflict begins here. Which side is right is for a person.' });
                }
            }
        }
    }
};
