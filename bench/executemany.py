"""Inserts rows with SQLAlchemy and questdb-connect, and prints the least CPU time of this process.

python executemany.py DSN ROWS ROUNDS
"""
import datetime
import json
import os
import random
import sys
import time
import urllib.parse
import warnings

os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
warnings.simplefilter("ignore")

import psycopg2
import questdb_connect
import sqlalchemy

dsn, n, rounds = urllib.parse.urlsplit(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
engine = sqlalchemy.create_engine(f"questdb://{dsn.username}:{dsn.password}@{dsn.hostname}:{dsn.port}/qdb")
table = sqlalchemy.Table(
    "bench_readings_python",
    sqlalchemy.MetaData(),
    sqlalchemy.Column("source", questdb_connect.Symbol),
    sqlalchemy.Column("value", questdb_connect.Double),
    sqlalchemy.Column("n", questdb_connect.Int),
    sqlalchemy.Column("flag", questdb_connect.Boolean),
    sqlalchemy.Column("note", questdb_connect.Varchar),
    sqlalchemy.Column("ts", questdb_connect.Timestamp, primary_key=True),
    questdb_connect.QDBTableEngine("bench_readings_python", "ts", questdb_connect.PartitionBy.DAY, True),
)
table.drop(engine, checkfirst=True)
table.create(engine)
start, rng = datetime.datetime(2024, 1, 1), random.Random(1)
rows = [
    dict(source=f"s{i % 50}", value=rng.random() * 100, n=i, flag=bool(i % 2), note=f"note {i}", ts=start + datetime.timedelta(milliseconds=i * 100))
    for i in range(n)
]
times = []
for _ in range(rounds):
    for row in rows:  # behind those before: the server need not sort
        row["ts"] += datetime.timedelta(milliseconds=n * 100)
    began = time.process_time()
    with engine.begin() as connection:
        connection.execute(sqlalchemy.insert(table), rows)
    times.append(time.process_time() - began)
table.drop(engine)
versions = f"Python {sys.version.split()[0]}, SQLAlchemy {sqlalchemy.__version__}, psycopg2 {psycopg2.__version__.split()[0]}, questdb-connect 1.1.4"
print(json.dumps({"cpu": min(times), "versions": versions}))
