"""The embedded AWS: ministack and moto behind one loopback endpoint, for trying and testing. See ../README.md."""
