"""The service floor, shown by what people see."""
