/** JSON Schemas of the documents that people and other tools write or read, from the zod schemas that define them. */
import { z } from 'zod';
import { Operation } from '../infra-agent-extension/src/common/ops/operation';
import { InfraAgentConfig } from '../infra-agent-extension/src/common/repo/infra-agent-config';
import { RepoFacts } from '../infra-agent-extension/src/common/repo/repo-facts';
import { ValidationReport } from '../infra-agent-extension/src/common/sentinel/validation-report';
import { JournalEntry } from '../infra-agent-extension/src/common/conductor/events';

const SCHEMAS = { operation: Operation, 'infra-agent-config': InfraAgentConfig, 'repo-facts': RepoFacts, 'validation-report': ValidationReport, 'journal-entry': JournalEntry };

/** File (from the project's root) to its text. */
export function schemaFiles(): Map<string, string> {
    return new Map(Object.entries(SCHEMAS).map(([name, schema]) => {
        const json = { title: name, ...z.toJSONSchema(schema, { target: 'draft-07', io: 'input' }) };
        return [`schemas/${name}.schema.json`, `${JSON.stringify(json, undefined, 2)}\n`];
    }));
}
