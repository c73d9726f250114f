import { expect } from 'chai';
import { mermaidGraph } from '../../common/crew/architect/mermaid-graph';
import { couldFetch } from './fetching-diagram';

describe('couldFetch', () => {
    for (const diagram of [
        'graph LR\n  a["<img src=x>"]', 'graph LR\n  a["<IMG/src=x>"]', 'graph LR\n  a["<svg><image href=x>"]', 'graph LR\n  a["<!--x"]', 'graph LR\n  a["<br><img src=x>"]',
        'graph LR\n  a --> b\n  style a fill:url(x.png)', 'graph LR\n  classDef x background:URL (x)', 'graph LR\n  classDef x background:\\75rl(x)', 'graph LR\n  classDef x background:image-set("x" 1x)',
        '%%{init: {"themeCSS": "x"}}%%\ngraph LR\n  a', '---\nconfig:\n  themeCSS: x\n---\ngraph LR\n  a', 'graph LR\n  a@{ img: "/x" }',
        'graph LR\n  a --> b\n  click a "https://x.test"', 'graph LR\n  a["//x.test/y"]', 'graph LR\n  a["/\\x.test/y"]',
        'classDiagram\n  class A["<<img src=x>"]'
    ]) {
        it(`is true of ${JSON.stringify(diagram)}`, () => expect(couldFetch(diagram)).to.equal(true));
    }

    for (const diagram of [
        'graph LR\n  a["tasks/010_apis.sh"] --> b[("state")]', 'graph LR\n  a["one<br>two<br/>three"] -.-> b', 'classDiagram\n  class A\n  <<interface>> A\n  A <|-- B\n  A <--> C',
        'sequenceDiagram\n  A->>B: an image of the url\n  B-->>A: imports', 'graph LR\n  %% a remark\n  a[/in/] --> b[\\out\\]', 'graph LR\n  a["a\\nb"]'
    ]) {
        it(`is false of ${JSON.stringify(diagram)}`, () => expect(couldFetch(diagram)).to.equal(false));
    }

    it('is false of what we draw, whatever the files are called', () => {
        const names = ['<img src=x>.sh', 'https://x.test/y', 'a//b.sh', '%%{init}%%', '@import.sh', 'url(x)', 'img: x', '\\75rl(x)'];
        const graph = mermaidGraph(names.map(name => ({ id: name, label: name, kind: 'task' as const })), []);
        expect(couldFetch(graph), graph).to.equal(false);
    });
});
