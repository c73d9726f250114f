import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program as aws } from './aws';

const tables = [aws];

describe('The table of the AWS command line', () => {
    expectVerdicts(tables, {
        'LOW local': `
            aws
            aws --version
            aws help
            aws ec2 help
            aws ec2 terminate-instances help
            aws configure list
            aws configure get region`,
        'LOW cloud': `
            aws sts get-caller-identity
            aws --profile prod --region eu-west-1 ec2 describe-instances --instance-ids i-1
            aws ec2 describe-security-groups
            aws ec2 describe-key-pairs
            aws ec2 terminate-instances --instance-ids i-1 --dry-run
            aws ec2 terminate-instances --generate-cli-skeleton
            aws iam list-users
            aws iam get-role --role-name admin
            aws iam get-account-password-policy
            aws iam simulate-principal-policy --policy-source-arn a
            aws s3 ls s3://edge
            aws s3 rm s3://edge --recursive --dryrun
            aws s3api head-object --bucket edge --key a
            aws s3api get-bucket-policy --bucket edge
            aws s3api get-object --bucket edge --key a out
            aws secretsmanager list-secrets
            aws secretsmanager describe-secret --secret-id app
            aws ssm get-parameter --name app
            aws ssm describe-parameters
            aws kms list-keys
            aws kms describe-key --key-id k
            aws logs tail /edge --follow
            aws logs filter-log-events --log-group-name g
            aws logs start-query --query-string "stats count(*)"
            aws cloudformation describe-stacks
            aws cloudformation validate-template --template-body file://t.yaml
            aws cloudformation wait stack-create-complete --stack-name s
            aws route53 list-hosted-zones
            aws eks describe-cluster --name edge
            aws ecr describe-images --repository-name web
            aws rds describe-db-instances
            aws lambda list-functions
            aws dynamodb scan --table-name t
            aws dynamodb query --table-name t
            aws ce get-cost-and-usage
            aws cloudwatch get-metric-statistics
            aws athena start-query-execution --query-string "SELECT 1"`,
        'MED local': 'aws configure set region eu-west-1',
        'MED cloud': `
            aws s3 sync s3://edge ./a
            aws s3 cp s3://edge/a ./a
            aws eks update-kubeconfig --name edge
            aws sso login
            aws ec2 run-instances --image-id ami-1
            aws ec2 start-instances --instance-ids i-1
            aws ec2 create-vpc --cidr-block 10.0.0.0/16
            aws ec2 create-route --destination-cidr-block 0.0.0.0/0 --gateway-id g
            aws ec2 create-tags --resources i-1 --tags Key=a,Value=b
            aws ec2 delete-tags --resources i-1 --tags Key=a
            aws iam tag-role --role-name admin
            aws s3 mb s3://edge
            aws s3 cp ./a s3://edge/a
            aws s3 sync ./a s3://edge
            aws s3api put-bucket-tagging --bucket edge
            aws s3api create-bucket --bucket edge
            aws ssm put-parameter --name app --value x --type String
            aws ecs update-service --service web --desired-count 2
            aws ecs update-service --service web --force-new-deployment
            aws ecs run-task --task-definition web
            aws lambda invoke --function-name f out.json
            aws lambda update-function-code --function-name f
            aws autoscaling set-desired-capacity --auto-scaling-group-name g --desired-capacity 3
            aws cloudformation deploy --stack-name s --template-file t.yaml
            aws cloudfront create-invalidation --distribution-id d
            aws elbv2 create-target-group --name web
            aws logs create-log-group --log-group-name g
            aws logs put-retention-policy --log-group-name g --retention-in-days 30
            aws acm request-certificate --domain-name example.com
            aws rds create-db-snapshot --db-instance-identifier db
            aws rds modify-db-instance --db-instance-identifier db --allocated-storage 100
            aws dynamodb put-item --table-name t --item i
            aws sns publish --topic-arn t --message m
            aws frobnicate widgets`,
        'HIGH local': `
            aws configure get aws_secret_access_key
            aws configure set aws_secret_access_key x`,
        'HIGH cloud': `
            aws ec2 terminate-instances --instance-ids i-1
            aws ec2 terminate-instances --dry-run --no-dry-run --instance-ids i-1
            aws ec2 stop-instances --instance-ids i-1
            aws ec2 reboot-instances --instance-ids i-1
            aws ec2 create-security-group --group-name g
            aws ec2 authorize-security-group-ingress --group-id g --cidr 0.0.0.0/0
            aws ec2 revoke-security-group-ingress --group-id g
            aws ec2 create-key-pair --key-name k
            aws ec2 modify-snapshot-attribute --snapshot-id s
            aws ec2 detach-volume --volume-id v
            aws ec2 release-address --allocation-id a
            aws iam create-user --user-name u
            aws iam attach-role-policy --role-name r --policy-arn p
            aws iam create-access-key --user-name u
            aws sts assume-role --role-arn r
            aws s3 rm s3://edge --recursive
            aws s3 rb s3://edge --force
            aws s3 mv s3://a s3://b
            aws s3 sync ./a s3://edge --delete
            aws s3 cp ./a s3://edge/a --acl public-read
            aws s3 cp s3://edge/terraform.tfstate -
            aws s3 presign s3://edge/a
            aws s3api delete-object --bucket edge --key a
            aws s3api put-bucket-policy --bucket edge --policy p
            aws s3api put-public-access-block --bucket edge
            aws s3api put-bucket-versioning --bucket edge --versioning-configuration Status=Suspended
            aws secretsmanager get-secret-value --secret-id app
            aws secretsmanager put-secret-value --secret-id app --secret-string x
            aws ssm get-parameter --name app --with-decryption
            aws ssm put-parameter --name app --value x --type SecureString
            aws ssm send-command --instance-ids i-1
            aws ssm start-session --target i-1
            aws ecr get-login-password
            aws ecr batch-delete-image --repository-name web
            aws eks get-token --cluster-name edge
            aws eks delete-cluster --name edge
            aws eks update-cluster-version --name edge
            aws ecs update-service --service web --desired-count 0
            aws ecs update-service --service web --desired-count "$N"
            aws ecs execute-command --cluster c --task t --interactive --command "/bin/sh"
            aws rds delete-db-instance --db-instance-identifier db --skip-final-snapshot
            aws rds failover-db-cluster --db-cluster-identifier db
            aws rds modify-db-instance --db-instance-identifier db --publicly-accessible
            aws rds modify-db-instance --db-instance-identifier db --master-user-password x
            aws lambda delete-function --function-name f
            aws lambda add-permission --function-name f
            aws cloudformation delete-stack --stack-name s
            aws cloudformation deploy --stack-name s --capabilities CAPABILITY_NAMED_IAM
            aws route53 change-resource-record-sets --hosted-zone-id z
            aws kms decrypt --ciphertext-blob b
            aws kms schedule-key-deletion --key-id k
            aws dynamodb delete-table --table-name t
            aws cloudtrail stop-logging --name t
            aws organizations leave-organization
            aws athena start-query-execution --query-string "DROP TABLE t"
            aws autoscaling update-auto-scaling-group --auto-scaling-group-name g --desired-capacity 0
            aws sqs purge-queue --queue-url q
            aws $SERVICE list-things
            aws ec2 $OPERATION`
    });

    expectInner(tables, {
        'aws ecs execute-command --cluster c --task t --interactive --command "rm -rf /data"': '@cloud shell rm -rf /data',
        'aws ec2 describe-instances': ''
    });

    expectPaths(tables, {
        'aws s3 cp s3://edge/a ./a': 'writes ./a',
        'aws s3 cp ./a s3://edge/a --storage-class STANDARD_IA': 'reads ./a',
        'aws s3api get-object --bucket edge --key a out.txt': 'writes out.txt',
        'aws lambda invoke --function-name f --payload p out.json': 'writes out.json',
        'aws ec2 describe-instances --instance-ids i-1 i-2': ''
    });
});
