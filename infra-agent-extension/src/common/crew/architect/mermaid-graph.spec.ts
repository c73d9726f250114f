import { expect } from 'chai';
import * as fc from 'fast-check';
import { mermaidGraph, mermaidLabel } from './mermaid-graph';

describe('the graph of the Architect', () => {
    it('draws what runs what', () => {
        expect(mermaidGraph([{ id: 'a', label: 'bin/up.sh', kind: 'entry-point' }, { id: 'b', label: 'x.yaml', kind: 'manifest' }], [{ from: 'a', to: 'b', label: 'applies', missing: true }]))
            .to.equal('```mermaid\nflowchart LR\n  n0(["bin/up.sh"])\n  n1[/"x.yaml"/]\n  n0 -."applies, missing".-> n1\n```');
    });

    it('keeps every file name inside its label, and the block inside its fence', () => {
        fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), label => {
            const written = mermaidLabel(label);
            expect(written).not.to.match(/["`<>[\](){}|\\\n\r\u202e\u200b]/);
            const lines = mermaidGraph([{ id: 'a', label, kind: 'task' }], []).split('\n');
            expect(lines).to.have.length(4);
            expect(lines.filter(line => line.startsWith('`'))).to.deep.equal(['```mermaid', '```']);
        }));
    });
});
