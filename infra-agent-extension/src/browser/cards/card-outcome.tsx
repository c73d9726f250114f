/** What running showed: time, exit codes, the end of the output. */
import { nls } from '@theia/core/lib/common/nls';
import * as React from '@theia/core/shared/react';
import type { CardView } from '../../common/infra-service';
import type { CommandResult } from '../../common/conductor/observation';
import { CardSection } from './card-section';
import { durationText } from './card-view-model';
import { MarkedText, Sentence } from './marked-text';

/** As much of the output as an observation keeps. */
const TAIL_BYTES = 16 * 1024;

export const CardOutcome: React.FC<{ view: CardView }> = ({ view }) => {
    const { observation } = view;
    const tail = observation?.outputTail ?? view.liveTail;
    if (!observation && tail === undefined && view.phase !== 'APPLYING') {
        return <></>;
    }
    return <CardSection testId='card-outcome' title={observation ? nls.localize('infra-agent/card/ran', 'What running showed') : nls.localize('infra-agent/card/running', 'Running')}
        aside={observation
            ? <span className='infra-seen' data-testid='card-duration'>{durationText(observation.durationMs)}</span>
            : view.startedAt && <Elapsed since={view.startedAt} />}>
        {observation?.problem && view.phase !== 'FAILED' && view.phase !== 'INTERRUPTED' && <p className='infra-problem' data-testid='card-problem'><Sentence text={observation.problem} /></p>}
        {observation && observation.commands.length > 0 && <ul className='infra-plain infra-results'>
            {observation.commands.map(result => <li key={result.index} data-testid='card-result' data-exit={result.exit}>{resultText(result, observation.commands.length)}</li>)}
        </ul>}
        {tail !== undefined && tail !== '' && <Output text={tail} />}
        {observation && observation.outputBytes > TAIL_BYTES && <p className='infra-seen'>
            {nls.localize('infra-agent/card/outputBytes', 'The end of {0} bytes of output.', observation.outputBytes)}
        </p>}
        {view.approval && <p className='infra-seen' data-testid='card-approval'>
            {nls.localize('infra-agent/card/approved', 'Approved by {0}, {1}, in the {2}.', view.approval.by, new Date(view.approval.at).toLocaleString(),
                view.approval.from === 'ide' ? nls.localize('infra-agent/from/ide', 'IDE') : nls.localize('infra-agent/from/cli', 'command line'))}
        </p>}
    </CardSection>;
};

function resultText(result: CommandResult, count: number): string {
    const which = count > 1 ? nls.localize('infra-agent/result/which', 'command {0}: ', result.index + 1) : '';
    const how = result.timedOut ? nls.localize('infra-agent/result/timedOut', 'stopped, its time was up')
        : result.signal ? nls.localize('infra-agent/result/signal', 'ended by {0}', result.signal)
            : result.exit === undefined ? nls.localize('infra-agent/result/notStarted', 'not started')
                : nls.localize('infra-agent/result/exit', 'exit code {0}', result.exit);
    return nls.localize('infra-agent/result', '{0}{1}, {2}', which, how, durationText(result.durationMs));
}

/** Scrolls with what arrives, unless the reader has scrolled up. */
const Output: React.FC<{ text: string }> = ({ text }) => {
    const node = React.useRef<HTMLPreElement>(null);
    const atEnd = React.useRef(true);
    React.useLayoutEffect(() => {
        if (node.current && atEnd.current) {
            node.current.scrollTop = node.current.scrollHeight;
        }
    }, [text]);
    return <pre ref={node} className='infra-output' tabIndex={0} data-testid='card-output' aria-label={nls.localize('infra-agent/card/output', 'End of the output')}
        onScroll={event => { atEnd.current = event.currentTarget.scrollTop + event.currentTarget.clientHeight >= event.currentTarget.scrollHeight - 4; }}>
        <MarkedText text={text} />
    </pre>;
};

const Elapsed: React.FC<{ since: string }> = ({ since }) => {
    const [, tick] = React.useState(0);
    React.useEffect(() => {
        const timer = setInterval(() => tick(count => count + 1), 1000);
        return () => clearInterval(timer);
    }, [since]);
    return <span className='infra-seen' data-testid='card-elapsed'>{durationText(Math.max(0, Date.now() - Date.parse(since)))}</span>;
};
