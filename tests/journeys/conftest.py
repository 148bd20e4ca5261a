from tests.demo.conftest import lindewaard

__all__ = ["lindewaard"]
