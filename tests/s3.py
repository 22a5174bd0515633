"""An S3 service for the tests: moto's, on a free port, one for a session."""

import os
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-3"}


@pytest.fixture(scope="session")
def s3_service() -> Iterator[str]:
    """The address of a running service."""
    from moto.server import ThreadedMotoServer  # slow to import, and few tests need it

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def s3_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a client."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def s3_bucket(s3_service: str, s3_keys: None) -> str:  # noqa: ARG001 - set before
    """The name of a new bucket."""
    import boto3  # slow to import, and few tests need it

    name = f"societaire-{uuid4().hex}"
    with closing(boto3.client("s3", endpoint_url=s3_service)) as client:
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    return name
