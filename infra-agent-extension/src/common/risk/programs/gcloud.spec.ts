import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program as bq } from './bq';
import { program as gcloud } from './gcloud';
import { program as gsutil } from './gsutil';

const tables = [gcloud, gsutil, bq];

describe('The tables of Google Cloud', () => {
    expectVerdicts(tables, {
        'LOW local': `
            gcloud
            gcloud --version
            gcloud compute instances delete --help
            gcloud info
            gcloud auth list
            gcloud config list
            gcloud config get-value project
            gcloud config configurations list
            gcloud components list
            gcloud topic filters
            gsutil version`,
        'LOW cloud': `
            gcloud compute instances list --project edge
            gcloud --project edge compute instances describe web --zone us-west1-a
            gcloud beta compute instances list
            gcloud compute firewall-rules list
            gcloud container clusters list
            gcloud projects get-iam-policy edge
            gcloud iam service-accounts list
            gcloud iam roles describe roles/owner
            gcloud secrets list
            gcloud secrets versions list app
            gcloud kms keys list --keyring k --location l
            gcloud dns record-sets list --zone z
            gcloud dns managed-zones describe z
            gcloud logging read "severity>=ERROR" --limit 5
            gcloud app logs tail
            gcloud run services describe web
            gcloud compute instances get-serial-port-output web
            gcloud compute instances describe delete
            gcloud builds log 1234
            gcloud storage ls gs://edge
            gcloud storage cat gs://edge/readme.txt
            gcloud compute url-maps export web --destination=web.yaml
            gcloud compute operations wait op-1
            gcloud spanner databases execute-sql db --instance=i --sql="SELECT 1"
            gcloud asset search-all-resources
            gsutil ls gs://edge
            gsutil rsync -n -d -r a gs://edge
            gsutil versioning get gs://edge
            bq ls
            bq show edge.t
            bq query --use_legacy_sql=false 'SELECT 1'
            bq query --dry_run 'DELETE FROM edge.t WHERE a = 1'
            bq query "SELECT * FROM t WHERE day = '$DAY'"`,
        'MED local': `
            gcloud config set project prod
            gcloud config configurations activate prod
            gcloud components install kubectl
            gcloud auth configure-docker
            gcloud compute config-ssh`,
        'MED cloud': `
            gsutil -m cp -r gs://edge/a .
            gcloud storage cp gs://edge/a ./a
            gcloud container clusters get-credentials edge --zone us-west1-a
            gcloud auth login
            gcloud container clusters create edge
            gcloud container clusters resize edge --num-nodes=3 -q
            gcloud compute networks create edge-net
            gcloud compute addresses create ip --global
            gcloud compute routes create out --destination-range=0.0.0.0/0
            gcloud compute instances start web
            gcloud compute instances create web --tags=http
            gcloud compute disks snapshot data
            gcloud services enable run.googleapis.com
            gcloud run deploy web --image i
            gcloud run services update-traffic web --to-latest
            gcloud functions deploy f --trigger-http
            gcloud builds submit --tag t .
            gcloud sql export sql db gs://edge/dump
            gcloud storage cp a gs://edge/a
            gcloud storage rsync a gs://edge
            gcloud storage buckets create gs://edge
            gcloud pubsub topics publish t --message=m
            gcloud compute instances add-labels web --labels=a=b
            gcloud alpha frobnicate web
            gsutil cp a gs://edge
            gsutil mb gs://edge
            bq mk edge
            bq load edge.t gs://edge/data.csv
            bq query --destination_table=edge.t 'SELECT 1'
            bq query "INSERT INTO edge.t VALUES (1)"`,
        'HIGH local': `
            gcloud config configurations delete prod
            gcloud config set auth/impersonate_service_account x`,
        'HIGH cloud': `
            gcloud compute instances delete web --quiet
            gcloud beta compute instances stop web
            gcloud alpha compute instances reset web
            gcloud --project prod --quiet projects delete prod
            gcloud container clusters delete edge
            gcloud container clusters resize edge --num-nodes=0
            gcloud container clusters resize edge --num-nodes "$N"
            gcloud container clusters upgrade edge --master
            gcloud compute firewall-rules create ssh --allow tcp:22
            gcloud compute firewall-rules update ssh --source-ranges=0.0.0.0/0
            gcloud compute ssh web
            gcloud projects add-iam-policy-binding edge --member=user:a --role=roles/owner
            gcloud projects remove-iam-policy-binding edge --member=user:a --role=roles/owner
            gcloud iam service-accounts create deployer
            gcloud iam service-accounts keys create key.json --iam-account a
            gcloud secrets create app
            gcloud secrets versions access latest --secret=app
            gcloud secrets versions add app --data-file=-
            gcloud kms keys versions destroy 1
            gcloud kms decrypt --key k
            gcloud auth print-access-token
            gcloud auth application-default print-access-token
            gcloud auth activate-service-account --key-file=key.json
            gcloud dns record-sets create www --zone z --type A
            gcloud dns managed-zones create z
            gcloud dns record-sets transaction execute --zone z
            gcloud sql instances delete db
            gcloud sql instances restart db
            gcloud sql import sql db gs://edge/dump
            gcloud sql users set-password root --password x
            gcloud sql instances patch db --authorized-networks=0.0.0.0/0
            gcloud services disable run.googleapis.com
            gcloud run deploy web --image i --allow-unauthenticated
            gcloud run services add-iam-policy-binding web --member=allUsers --role=roles/run.invoker
            gcloud compute instances add-metadata web --metadata=ssh-keys=k
            gcloud app versions stop v1
            gcloud storage rm -r gs://edge
            gcloud storage cp a gs://edge --predefined-acl=publicRead
            gcloud storage rsync a gs://edge --delete-unmatched-destination-objects
            gcloud storage mv gs://a gs://b
            gcloud storage sign-url gs://edge/a
            gcloud tasks queues purge q
            gcloud pubsub subscriptions seek s --time=t
            gcloud spanner databases execute-sql db --instance=i --sql="DELETE FROM t WHERE true"
            gcloud compute $KIND delete web
            gcloud $VERB
            gcloud frobnicate purge
            gsutil -m rm -r gs://edge
            gsutil rsync -d -r a gs://edge
            gsutil iam ch allUsers:objectViewer gs://edge
            gsutil lifecycle set rules.json gs://edge
            gsutil signurl key.json gs://edge/a
            gsutil cat gs://edge/terraform.tfstate
            bq rm -r -f edge
            bq query 'DELETE FROM edge.t WHERE a = 1'
            bq query --replace --destination_table=edge.t 'SELECT 1'
            bq query "$SQL"
            bq cancel job`
    });

    expectInner(tables, {
        'gcloud compute ssh web --zone z --command="rm -rf /data"': '@cloud shell rm -rf /data',
        'gcloud compute ssh web -- -L 8080:localhost:80 uptime': '@cloud shell uptime',
        'gcloud compute ssh web -- sudo rm x': '@cloud argv sudo rm x',
        'gcloud compute ssh web': '',
        'gcloud compute instances list': ''
    });

    expectPaths(tables, {
        'gcloud storage cp gs://edge/a ./a': 'writes ./a',
        'gcloud storage cp ./a gs://edge/a': 'reads ./a',
        'gcloud secrets versions access latest --secret=app --out-file=app.txt': 'writes app.txt',
        'gsutil cp gs://edge/a -': ''
    });
});
