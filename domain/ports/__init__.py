"""What the domain needs from the outside, all within one transaction.

Every method belongs to the transaction that the ``Store`` was made for; none of them commits.
"""
