"""Counts facts into measures, divides them into indicators, holds them against targets."""
