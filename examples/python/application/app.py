"""An application of Acme's."""

from aws_cdk import App
from shop_stack import ShopStack

app = App()
ShopStack(app, "Shop")
app.synth()
