/** Appends notes to a journal and prints each one after it was acknowledged: FOLDER NAME COUNT (0: until it is killed). */
import { writeSync } from 'node:fs';
import { isRefusal } from '../../../infra-agent-extension/src/common/conductor/refusal';
import { note, openJournal } from './support';

async function main(folder: string, name: string, count: number): Promise<void> {
    const journal = openJournal(folder, { patience: 50_000 });
    for (let index = 0; count === 0 || index < count; index++) {
        // Now and then several at once, which have to stay together.
        const events = index % 3 === 0 ? [note(name, `${index}`), note(name, `${index} second`), note(name, `${index} third`)] : [note(name, `${index}`)];
        const answer = await journal.append(() => events);
        if (isRefusal(answer)) {
            throw new Error(answer.message);
        }
        // At once, past all buffers: what is printed was acknowledged, also if the next instruction is the last.
        writeSync(1, answer.entries.map(({ seq, event }) => `${seq} ${event.key} ${'reason' in event ? event.reason : ''}\n`).join(''));
    }
}

void main(process.argv[2], process.argv[3], Number(process.argv[4]));
