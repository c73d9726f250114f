/** AWS operations that are named unlike they act, by `SERVICE OPERATION`. */
import { high, low, med } from '../verb-list';
import type { Verb } from '../program';

export const AWS_VERBS: Readonly<Record<string, Verb>> = {
    ...low('help, configure list, configure list-profiles, configure get, history show, history list', 'reads this machine', { group: 'local' }),
    ...low('s3 ls', 'reads buckets'),
    ...low('s3 cp, s3 sync', 'copies objects', { writes: false }),
    ...low('kms list-keys, kms encrypt, kms verify, kms verify-mac, iam get-account-password-policy, iam get-credential-report, iam generate-credential-report, iam generate-service-last-accessed-details, iam generate-organizations-access-report, secretsmanager get-random-password, cloudfront verify-dns-configuration, cloudfront-keyvaluestore list-keys, location list-keys, payment-cryptography list-keys', 'reads the cloud'),
    ...low('logs tail, logs start-query, logs start-live-tail, cloudtrail start-query, cloudtrail validate-logs, route53 test-dns-answer, ecr start-lifecycle-policy-preview, events test-event-pattern, logs test-metric-filter, sts get-caller-identity, sts decode-authorization-message, ec2 start-network-insights-analysis, eks list-update, configservice get-status, datapipeline list-runs, cloudformation estimate-template-cost, dynamodb transact-get-items, rds download-db-log-file-portion', 'reads the cloud'),
    ...low('athena start-query-execution, redshift-data execute-statement, redshift-data batch-execute-statement, rds-data execute-statement, rds-data batch-execute-statement, rds-data execute-sql, dynamodb execute-statement, timestream-query query', 'runs a query', { writes: false }),
    ...low('ecs execute-command, ec2-instance-connect ssh, emr ssh', 'starts a command on an instance', { writes: false }),

    ...med('configure, configure set, configure sso, configure sso-session, configure add-model, configure mfa-login', 'changes settings of this machine', { group: 'local', inverse: 'configure set' }),
    ...med('sso login, sso logout, login, logout, codeartifact login', 'changes as whom later calls act', { inverse: 'sso logout' }),
    ...med('eks update-kubeconfig', 'writes the way to a cluster into the kubeconfig', { inverse: 'kubectl config delete-context' }),
    ...med('s3 mb', 'creates a bucket', { inverse: 's3 rb' }),
    ...med('s3 website', 'serves a bucket as a site', { inverse: 's3api delete-bucket-website' }),
    ...med('cloudformation deploy, cloudformation package, deploy push, deploy register, ecs deploy, emr create-cluster, emr add-steps, emr create-default-roles, gamelift upload-build', 'creates or changes infrastructure', { inverse: 'none' }),
    ...med('ec2 monitor-instances, ses verify-email-identity, ses verify-domain-identity, ses verify-email-address, ses verify-domain-dkim, sns verify-sms-sandbox-phone-number, support resolve-case, storagegateway retrieve-tape-archive, autoscaling enter-standby, autoscaling exit-standby, autoscaling complete-lifecycle-action, autoscaling record-lifecycle-action-heartbeat, autoscaling put-lifecycle-hook, autoscaling execute-policy, elasticloadbalancing register-instances-with-load-balancer', 'changes the cloud', { inverse: 'none' }),
    ...med('ssm start-session, ec2-instance-connect open-tunnel, emr socks, emr put, emr get', 'opens a connection to an instance', { inverse: 'ending it' }),

    ...high('ecr get-login-password, ecr get-login, ecr-public get-login-password, eks get-token, rds generate-db-auth-token, dsql generate-db-connect-auth-token, dsql generate-db-connect-admin-auth-token, configure export-credentials, sts assume-role, sts assume-role-with-saml, sts assume-role-with-web-identity, sts assume-root, sts get-session-token, sts get-federation-token, sso get-role-credentials, sso-oidc create-token, sso-oidc create-token-with-iam, cognito-idp initiate-auth, cognito-idp admin-initiate-auth, cognito-idp respond-to-auth-challenge, lightsail download-default-key-pair, route53domains retrieve-domain-auth-code, ec2 get-password-data, gamelift request-upload-credentials, secretsmanager get-secret-value, secretsmanager batch-get-secret-value, kms decrypt, kms generate-data-key, kms generate-data-key-pair, codecommit credential-helper, acm export-certificate', 'prints credentials or secrets', { writes: false }),
    ...high('s3 presign, cloudfront sign', 'makes a link that opens the object to whoever has it'),
    ...high('ec2 replace-route, ec2 replace-route-table-association, ec2 replace-network-acl-association, ec2 replace-network-acl-entry', 'sends traffic another way'),
    ...high('s3 rm, s3 rb', 'deletes objects or buckets'),
    ...high('s3 mv', 'moves objects, overwriting what is there'),
    ...high('configure import', 'stores credentials', { group: 'local' }),
    ...high('ssm send-command, ssm start-automation-execution', 'runs commands on instances'),
    ...high('ec2 modify-image-attribute, ec2 modify-snapshot-attribute, rds modify-db-snapshot-attribute, rds modify-db-cluster-snapshot-attribute, redshift authorize-snapshot-access, ec2-instance-connect send-ssh-public-key, ec2-instance-connect send-serial-console-ssh-public-key, acm import-certificate, iam upload-server-certificate, s3api put-bucket-acl, s3api put-object-acl, elbv2 set-security-groups, config put-aggregation-authorization', 'changes access, or shares data with others'),
    ...high('ec2 send-diagnostic-interrupt, ec2 create-replace-root-volume-task, ec2 create-restore-image-task, autoscaling set-instance-health, backup start-restore-job, dynamodb transact-write-items, cloudformation update-termination-protection, cloudformation execute-stack-refactor, deploy uninstall', 'interrupts, or writes over what is there'),
    ...high('eks update-cluster-version, elasticsearch upgrade-elasticsearch-domain, opensearch upgrade-domain, es upgrade-elasticsearch-domain', 'upgrades, which nothing takes back')
};
