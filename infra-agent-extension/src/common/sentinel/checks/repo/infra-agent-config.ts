/** `infra-agent.yaml` that does not fit its schema, or that names what is not there. */
import type { Check } from '../../check';
import type { Finding } from '../../finding';
import { report } from '../../report';

export const check: Check = {
    meta: {
        id: 'repo/infra-agent-config', severity: 'error',
        title: '`infra-agent.yaml` does not fit',
        docs: 'The file tells how the repository is laid out where convention would guess wrong. While it does not fit its schema (`schemas/infra-agent-config.schema.json`) the whole of it is left aside, and the layout is guessed again. What it names has to be there.'
    },
    *run(context): Iterable<Finding> {
        const { file, problems, config } = context.config;
        if (file === undefined) {
            return;
        }
        for (const { message, start, end } of problems) {
            yield report(context, check.meta, { file, start, end }, { message: `${message}; the whole file is left aside until it fits.` });
        }
        const named = [...config.entryPoints ?? [], ...config.libraries ?? [], ...(config.tasks ?? []).flatMap(task => [task.folder, ...(task.driver ? [task.driver] : []), ...(task.order ?? []).map(name => `${task.folder.replace(/\/+$/, '')}/${name}`)])];
        for (const path of named.filter(candidate => !context.exists(candidate.replace(/^\.\//, '').replace(/\/+$/, '')))) {
            const text = context.text(file)!;
            const start = Math.max(0, text.indexOf(path.split('/').at(-1)!));
            yield report(context, check.meta, { file, start, end: start + path.split('/').at(-1)!.length }, { message: `It names \`${path}\`, which is not there.` });
        }
    }
};
