from django.apps import AppConfig


class NHSUKConfig(AppConfig):
    name = "benchmarks.peers.nhsuk"
    label = "nhsuk"
