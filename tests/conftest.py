"""Sets what holds for every test: a busy machine is no reason to fail, so hypothesis watches no clock."""

from hypothesis import settings

settings.register_profile("duibiao", deadline=None)
settings.load_profile("duibiao")
