import { expect } from 'chai';
import * as fc from 'fast-check';
import { findSecrets, MASK, redact } from './redact';

/** Made of pieces, so that no scanner takes this file for a leak. */
const letters = (count: number, of = 'aB3'): string => of.repeat(Math.ceil(count / of.length)).slice(0, count);
const KEY_LINES = `${letters(64)}\n${letters(64)}\n${letters(20)}==`;

const SECRETS: readonly [string, string, string][] = [
    ['private-key', `-----BEGIN RSA PRIVATE KEY-----\n${KEY_LINES}\n-----END RSA PRIVATE KEY-----`, KEY_LINES],
    ['private-key', `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${KEY_LINES}\n-----END RSA PRIVATE KEY-----`, KEY_LINES],
    ['private-key', `  key: |\n    -----BEGIN OPENSSH PRIVATE KEY-----\n    ${KEY_LINES.replaceAll('\n', '\n    ')}\n    -----END OPENSSH PRIVATE KEY-----`, letters(64)],
    ['named-value', `{"private_key": "-----BEGIN PRIVATE KEY-----\\n${KEY_LINES.replaceAll('\n', '\\n')}\\n-----END PRIVATE KEY-----\\n"}`, letters(64)],
    ['private-key', `-----BEGIN PRIVATE KEY-----\n${KEY_LINES}`, KEY_LINES],
    ['private-key', `${KEY_LINES}\n-----END PRIVATE KEY-----`, letters(64)],
    ['aws-access-key', `aws_access_key_id = AKIA${'Q'.repeat(16)}`, `AKIA${'Q'.repeat(16)}`],
    ['named-value', `aws_secret_access_key = ${letters(40)}`, letters(40)],
    ['github-token', `export GH=ghp_${letters(36)}`, `ghp_${letters(36)}`],
    ['json-web-token', `eyJ${letters(20)}.eyJ${letters(20)}.${letters(20)}`, letters(20)],
    ['url-password', 'redis://:s3cr3tpw@cache:6379/0', 's3cr3tpw'],
    ['url-password', 'postgres://app:hunter22@db/app', 'hunter22'],
    ['bearer', 'curl -H "Authorization: Bearer abcdef0123456789"', 'abcdef0123456789'],
    ['bearer', '{"Authorization": "Basic dXNlcjpwYXNz"}', 'dXNlcjpwYXNz'],
    ['named-value', "DB_PASSWORD='correct horse battery'", 'correct horse battery'],
    ['named-value', 'export API_KEY=d41d8cd98f00b204', 'd41d8cd98f00b204'],
    ['named-value', '  password: "p4ssw0rd!"', 'p4ssw0rd!'],
    ['named-value', '{"clientSecret":"Zm9vYmFyYmF6cXV4"}', 'Zm9vYmFyYmF6cXV4'],
    ['named-value', 'tool --token=AbCdEf012345', 'AbCdEf012345'],
    ['named-value', 'kubectl create secret generic db --from-literal=password=Hunter22', 'Hunter22'],
    ['named-value', 'DB_PASS=Hunter22', 'Hunter22'],
    ['named-value', 'password = "Hunter22"', 'Hunter22'],
    ['named-value', "'password' => 'Hunter22'", 'Hunter22'],
    ['named-value', 'password := "Hunter22"', 'Hunter22'],
    ['flag-value', 'az login --password Hunter22', 'Hunter22'],
    ['flag-value', 'tool --db-password "Hunter 22"', 'Hunter 22'],
    ['mysql-password', 'mysql -u root -pHunter22 app', 'Hunter22'],
    ['sshpass-password', 'sshpass -p Hunter22 ssh host', 'Hunter22'],
    ['login-password', 'docker login -u me -p Hunter22 registry', 'Hunter22'],
    ['curl-user', 'curl -u admin:Hunter22 https://h/', 'Hunter22'],
    ['kubeconfig-key', `    client-key-data: ${letters(400)}`, letters(400)],
    ['docker-auth', `{"auths": {"r": {"auth": "${letters(40)}"}}}`, letters(40)],
    ['azure-key', `AccountName=x;AccountKey=${letters(86)}==;EndpointSuffix=y`, letters(86)],
    ['kubernetes-secret', `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  user: ${letters(12)}\n`, letters(12)],
    ['kubernetes-secret', `items:\n- apiVersion: v1\n  data:\n    a.b: ${letters(12)}\n  kind: Secret\n`, letters(12)],
    ['kubernetes-secret', `{"kind": "Secret", "data": {"user": "${letters(12)}"}}`, letters(12)],
    ['kubernetes-secret', 'kind: Secret\nstringData:\n  user: "Hunter22"\n', 'Hunter22'],
    ['terraform-state', `{"terraform_version": "1.9", "x": {"result": "${letters(16)}"}}`, letters(16)],
    ['terraform-output', `{"outputs": {"db": {"sensitive": true, "type": "string", "value": "${letters(16)}"}}}`, letters(16)]
];

/** Masked, and no reason to refuse an operation: words that somebody may use as a password. */
const UNCERTAIN = [
    'secret: "deletes the object"', 'token: Identifier', 'postgres://postgres:postgres@localhost/app', 'kind: Secret\nstringData:\n  username: ledger\n', 'kind: Secret\ndata:\n  username: bGVkZ2Vy\n',
    'password: swordfish', 'POSTGRES_PASSWORD=postgres', 'password: 12345', '--password swordfish', 'DB_PASS=db-pass'];

const HARMLESS = [
    'password: $DB_PASSWORD', 'PASSWORD="${DB_PASSWORD:-}"', 'token: {{ .Values.token }}', 'secretName: edge-tls', 'password: REPLACE_ME', 'API_KEY=<your-key>',
    'echo "password:"', 'kubectl create secret generic edge-tls', 'kubectl get secret', 'tokenFile: /var/run/secrets/token', 'passwordSecretRef:\n  name: dns-token', 'apiTokenSecretRef: dns-token',
    'automountServiceAccountToken: false', 'token_ttl: 3600', 'https://github.com/org/repo', 'DB_PASSWORD=$(gcloud secrets versions access latest)', 'print("secret")', 'resource "aws_secretsmanager_secret" "db" {',
    'password = var.db_password', 'password = random_password.db.result', 'token = data.google_client_config.default.access_token', 'password: os.environ["DB_PASSWORD"]', 'password = getenv("DB_PASSWORD")', 'token: process.env.TOKEN',
    'password: ${{ secrets.DB_PASSWORD }}', 'password: !vault |', 'PASSWORD=', 'password: ""', 'GITHUB_TOKEN: ${GITHUB_TOKEN:?is needed}', 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE', 'https://user:$TOKEN@host/', 'https://user:${TOKEN}@host/',
    'postgres://app:<password>@db/app', 'Authorization: Bearer $TOKEN', 'curl -u "$USER:$PASS" https://h', 'mysql -u root -p app', 'tool --password-file /run/pw', 'tool --token "$TOKEN"', 'kubectl create token default', 'kubectl get secret db -o yaml',
    'grep -q "-----BEGIN PRIVATE KEY-----" file && echo yes', 'secretKeyRef: {name: db, key: password}', 'key: password', 'ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]', 'password: ENC[AES256_GCM,data:abc]',
    'kind: SealedSecret\nspec:\n  encryptedData:\n    user: AgBabcdefghijkl', 'kind: ConfigMap\ndata:\n  user: alice1234\n', 'kind: Secret\nstringData:\n  user: REPLACE_ME\n  other: ${USER}\n', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'image: registry/x@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', 'git@github.com:org/repo.git', 'ssh://git@host:22/repo', 'http://localhost:8080/a@b', 'annotations:\n  cert-manager.io/private-key-secret-name: x', 'set -euo pipefail'
];

describe('redaction', () => {
    for (const [rule, text, secret] of SECRETS) {
        it(`masks a ${rule} in ${JSON.stringify(text.slice(0, 60))}`, () => {
            expect(findSecrets(text).map(found => found.rule)).to.include(rule);
            expect(redact(text).text).to.include(MASK).and.to.not.include(secret);
        });
    }

    for (const text of HARMLESS) {
        it(`leaves ${JSON.stringify(text.slice(0, 70))} alone`, () => {
            expect(redact(text)).to.deep.equal({ text, found: [] });
        });
    }

    for (const text of UNCERTAIN) {
        it(`masks ${JSON.stringify(text)}, and would not refuse it`, () => {
            expect(redact(text).text).to.include(MASK);
            expect(findSecrets(text)).to.deep.equal([]);
        });
    }

    it('masks the value and leaves the rest of its line', () => {
        expect(redact('export DB_PASSWORD="Hunter 22" # of the db').text).to.equal(`export DB_PASSWORD="${MASK}" # of the db`);
        expect(redact('postgres://app:hunter22@db/app').text).to.equal(`postgres://app:${MASK}@db/app`);
        expect(redact('kind: Secret\ndata:\n  a: aGVsbG8xMjM=\n  b: aGVsbG8xMjM=\ntype: Opaque\n').text).to.equal(`kind: Secret\ndata:\n  a: ${MASK}\n  b: ${MASK}\ntype: Opaque\n`);
    });

    it('masks all that two overlapping secrets cover', () => {
        const text = `token=abc.eyJ${letters(20)}.eyJ${letters(20)}.${letters(20)}/more`;
        expect(redact(text).text).to.equal(`token=${MASK}`);
    });

    it('keeps the number of lines', () => {
        const text = `a\n-----BEGIN PRIVATE KEY-----\n${KEY_LINES}\n-----END PRIVATE KEY-----\nb\n`;
        expect(redact(text).text.split('\n')).to.have.length(text.split('\n').length);
        expect(redact(text).text).to.not.include(letters(20));
    });

    it('finds no secret in what it has redacted', () => {
        for (const [, text] of SECRETS) {
            expect(redact(redact(text).text).found, text).to.deep.equal([]);
        }
    });

    it('finds a secret wherever a long text or a long line is cut', () => {
        const token = `ghp_${letters(36)}`;
        for (let before = 39_900; before < 40_100; before += 3) {
            expect(redact(`${'x'.repeat(before)} ${token} ${'y'.repeat(50_000)}`).text, String(before)).to.not.include(token);
            expect(redact(`${'x\n'.repeat(before / 2)}TOKEN=${letters(30)}\n${'y\n'.repeat(30_000)}`).text, String(before)).to.not.include(letters(30));
        }
    });

    it('takes any text, and keeps all of it that is no secret', () => {
        fc.assert(fc.property(fc.string(), text => {
            const { text: redacted, found } = redact(text);
            return found.length > 0 || redacted === text;
        }));
    });

    it('finds a secret in any surroundings of whole lines', () => {
        const line = fc.stringMatching(/^[a-z ]{0,40}$/);
        fc.assert(fc.property(fc.array(line), fc.array(line), fc.constantFrom(...SECRETS.filter(([rule]) => !/kubernetes|terraform|private/.test(rule))), (before, after, [, text, secret]) =>
            !redact([...before, text, ...after].join('\n')).text.includes(secret)));
    });
});
