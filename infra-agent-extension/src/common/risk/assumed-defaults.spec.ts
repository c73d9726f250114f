import { expect } from 'chai';
import { assessCommand } from './assess-command';

const riskOf = (command: string): string => assessCommand(command, { env: {} }).assessment.risk;
const AFTER = 'kubectl delete ns prod';

/** A variable that is not set where a command is read may be set where it runs. */
describe('a default of a variable that nothing sets', () => {
    for (const guard of [
        '[ -n "${X:-}" ] || exit 1', '[ -z "${X:-}" ] && exit 1', '[ -n ${X:-} ] || exit 1', '[ -z ${X:-} ] && exit 1', 'test "${X-}" = yes || exit 1', '[[ -n ${X:-} ]] || exit 1',
        'if [ -z "${X:-}" ]; then exit 1; fi', '[ "${CONFIRM:-no}" = yes ] || exit', '[ "${N:-1}" -eq 1 ] && exit', '(( ${N:-0} > 0 )) || exit', "case \"${X:-no}\" in no) exit;; esac",
        'v=X; [ -n "${!v:-}" ] || exit 1', 'need() { for v in "$@"; do [ -z "${!v:-}" ] && exit 1; done; }; need X Y', 'ok() { [ -n "$1" ]; }; ok "${X:-}" || exit 1',
        'x=${X:-}; [ -z "$x" ] && exit 1', 'x=$(echo "${X:-}"); [ -z "$x" ] && exit 1', 'x=$(printf %s "${X:-}"); [ -z "$x" ] && exit 1', 'for x in "${X:-}"; do test -z "$x" && exit 1; done',
        'set -- "${X:-}"; [ -z "$1" ] && exit', 'list=("${X:-}"); [ -z "${list[0]}" ] && exit', ': "${X:=}"; [ -z "$X" ] && exit', 'export X="${X:-}"; [ -z "$X" ] && exit 1'
    ]) {
        it(`does not decide what comes after \`${guard}\``, () => expect(riskOf(`${guard}; ${AFTER}`)).to.equal('HIGH'));
    }

    it('counts for what is started', () => {
        expect(assessCommand('kubectl get pods -n "${NS:-dev}"', { env: {} }).runs).to.deep.equal([['kubectl', 'get', 'pods', '-n', 'dev']]);
        expect(riskOf('f() { kubectl -n "$1" get pods; }; f "${NS:-dev}"')).to.equal('LOW');
    });
});
