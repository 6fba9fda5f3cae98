"""A time-stamp authority made by openssl for an hour: its certificate, and tokens (RFC 3161) over whatever it is given."""
import os
import subprocess

CONFIGURATION = """[req]
distinguished_name=dn
[dn]
[tsa]
extendedKeyUsage=critical,timeStamping
[ts]
serial=serial
digests=sha256
signer_digest=sha256
default_policy=1.2.3.4
"""


class Authority:
    """Keeps its files in `folder`; `certificate` is the path of its PEM."""

    def __init__(self, folder, name="tsa"):
        self.folder, self.name = folder, name
        self.certificate = os.path.join(folder, name + ".pem")
        with open(os.path.join(folder, "tsa.cnf"), "w", encoding="utf-8") as out:
            out.write(CONFIGURATION)
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key", "-out", name + ".pem",
                     "-subj", "/CN=" + name, "-extensions", "tsa", "-config", "tsa.cnf", "-days", "2")

    def openssl(self, *arguments):
        subprocess.run(("openssl",) + arguments, cwd=self.folder, check=True, capture_output=True)

    def token(self, data):
        with open(os.path.join(self.folder, "data"), "wb") as out:
            out.write(data)
        self.openssl("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query")
        self.openssl("ts", "-reply", "-queryfile", "query", "-inkey", self.name + ".key", "-signer", self.name + ".pem",
                     "-config", "tsa.cnf", "-section", "ts", "-out", "token.tsr")
        with open(os.path.join(self.folder, "token.tsr"), "rb") as token:
            return token.read()
