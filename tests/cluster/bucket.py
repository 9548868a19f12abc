"""An S3 server on loopback that knows one key: bucket.py serve PORT | put FILE BUCKET KEY | sums BUCKET
PREFIX"""

import hashlib
import json
import os
import sys
import threading

import boto3

POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}


def serve(port: str) -> None:
    # what sets the server up needs no key; all that comes later does
    os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "5"
    from moto.server import ThreadedMotoServer

    ThreadedMotoServer(ip_address="127.0.0.1", port=int(port), verbose=False).start()
    anybody = {
        "endpoint_url": f"http://127.0.0.1:{port}",
        "region_name": "us-east-1",
        "aws_access_key_id": "x",
        "aws_secret_access_key": "x",
    }
    iam, s3 = boto3.client("iam", **anybody), boto3.client("s3", **anybody)
    iam.create_user(UserName="study")
    iam.put_user_policy(UserName="study", PolicyName="study", PolicyDocument=json.dumps(POLICY))
    key = iam.create_access_key(UserName="study")["AccessKey"]
    for bucket in ("inputs", "my-bucket"):
        s3.create_bucket(Bucket=bucket)
    print(json.dumps([key["AccessKeyId"], key["SecretAccessKey"]]), flush=True)
    threading.Event().wait()


def put(file: str, bucket: str, key: str) -> None:
    boto3.client("s3").upload_file(file, bucket, key)


def sums(bucket: str, prefix: str) -> None:
    """sha256 of each object below a prefix, by its key without it."""
    objects = boto3.resource("s3").Bucket(bucket).objects.filter(Prefix=prefix)
    print(
        json.dumps(
            {
                item.key.removeprefix(prefix): hashlib.sha256(item.get()["Body"].read()).hexdigest()
                for item in objects
            }
        )
    )


if __name__ == "__main__":
    {"serve": serve, "put": put, "sums": sums}[sys.argv[1]](*sys.argv[2:])
