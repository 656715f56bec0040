"""Accounts: people, the organisations they act for, and invitations by the organisation above."""
